/** How Misty comes onto the home screen, for each kind of device. The pictures are at /steps/<kind>-1.svg and so on. */
export interface InstallSteps {
  readonly kind: 'iphone' | 'ipad' | 'android' | 'desktop';
  readonly name: string;
  readonly steps: readonly [string, string, string];
}

export const installSteps: readonly InstallSteps[] = [
  {
    kind: 'iphone',
    name: 'iPhone',
    steps: [
      'Open Misty in Safari. Tap Share, in the bar at the foot.',
      'Choose Add to Home Screen, then tap Add.',
      'Misty stands among your apps. Open it there.',
    ],
  },
  {
    kind: 'ipad',
    name: 'iPad',
    steps: [
      'Open Misty in Safari. Tap Share, at the top right.',
      'Choose Add to Home Screen, then tap Add.',
      'Misty stands among your apps. Open it there.',
    ],
  },
  {
    kind: 'android',
    name: 'Android',
    steps: [
      'Open Misty in Chrome. Tap the three dots, at the top right.',
      'Choose Install app, then tap Install.',
      'Misty stands among your apps. Open it there.',
    ],
  },
  {
    kind: 'desktop',
    name: 'PC',
    steps: [
      'Open Misty in Chrome or Edge. Press the sign at the right of the address.',
      'Press Install.',
      'Misty opens in a window of its own.',
    ],
  },
];

/** Without https a browser keeps nothing that is half entered. */
export const updateOverHttp =
  'A new version asks first. Send what you have begun, then press Update: this address begins with http, so what is half entered would be lost.';

/** What everybody who works with it should know. */
export const everyDay: readonly string[] = [
  'Tap your name at the top left when somebody else takes the tablet. What you do is recorded in your name.',
  'Offline stands at the top when there is no connection. You see how old the figures are.',
  'Clock in, enter your hours, receive and allocate also without a connection. It waits, and is sent by itself.',
  'Look at the top for how many of yours wait. Refused means that it was not done: open the outbox and choose.',
  'Somebody else may be first. The card says who and when, and what you can do now.',
  'A new version asks first. Press Update when it suits you: with https, nothing that you entered is lost.',
];
