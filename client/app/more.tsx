import { useEffect } from 'preact/hooks';
import { PinCard } from '../features/devices/pin-card.tsx';
import { ShareCard } from '../features/devices/share-card.tsx';
import { OwnSignIn } from '../features/own-sign-in/own-sign-in.tsx';
import { decides } from '../shared/deciding.ts';
import { install, installWay } from '../shared/install.ts';
import { later } from '../shared/later.tsx';
import { may } from '../sync/rights.ts';
import { session, signOut } from '../sync/session.ts';
import { Button, QuietButton } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Segment } from '../ui/segment.tsx';
import { actionsFor } from './actions.ts';
import { otherPlacesFor, PHONE_ITEMS_MAX, type Place, placesFor } from './nav.ts';
import { chooseLetters, lettersAreKeys, paletteWanted } from './palette-state.ts';
import { chooseTheme, themeChoice } from './theme.ts';

const OwnSteps = later('The steps', () => import('../features/training/own-steps.tsx').then((it) => it.OwnSteps), {
  inPlace: true,
});
const PasskeysCard = later(
  'Passkeys',
  () => import('../features/passkeys/passkeys-card.tsx').then((it) => it.PasskeysCard),
  { inPlace: true },
);
const PushCard = later('Notifications', () => import('../features/push/push-card.tsx').then((it) => it.PushCard), {
  inPlace: true,
});

const keys: readonly (readonly [key: string, what: string])[] = [
  ['Ctrl K', 'shows everything that you may do'],
  ['/', 'goes to the search'],
  ['↑ ↓', 'go through a list'],
  ['Enter', 'opens what is marked'],
  ['A', 'approves the open card'],
  ['Esc', 'closes what is open'],
  ['Tab', 'goes to the next field or button'],
];

/** Everything that is not for every day: how it looks, the keyboard, installing, signing out. */
export function MoreScreen() {
  useEffect(() => {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <div class="page">
      <PageHead title="More" />
      <OtherPlaces />
      <div class="more-grid">
        <div class="stack">
          <OwnSignIn />
          <PinCard />
          <Passkeys />
          <About />
        </div>
        <div class="stack">
          <PushCard />
          <Appearance />
          <Keyboard />
          <div id="install">
            <Install />
          </div>
          <ShareCard />
        </div>
      </div>
    </div>
  );
}

/** The screens that have no room in the rail, or none at the bottom of a phone. */
function OtherPlaces() {
  const user = session.value?.user;
  if (user === undefined) return null;
  const noRoomOnPhone = placesFor(user.role, decides()).slice(PHONE_ITEMS_MAX);
  return (
    <nav class="row" aria-label="Other screens">
      {noRoomOnPhone.map((place) => (
        <span key={place.href} class="phone-only">
          <PlaceButton {...place} />
        </span>
      ))}
      {otherPlacesFor(user.role, decides()).map((place) => (
        <PlaceButton key={place.href} {...place} />
      ))}
    </nav>
  );
}

function PlaceButton({ href, word, icon }: Place) {
  return (
    <Button href={href} icon={icon}>
      {word}
    </Button>
  );
}

function Appearance() {
  return (
    <Card>
      <h2>How it looks</h2>
      <Segment
        apart
        label="Theme"
        value={themeChoice.value}
        onChange={chooseTheme}
        options={[
          { value: 'device', label: 'As the device' },
          { value: 'light', label: 'Light', icon: 'sun' },
          { value: 'dark', label: 'Dark', icon: 'moon' },
          { value: 'contrast', label: 'Contrast', icon: 'contrast' },
        ]}
      />
      <p class="second">Kept for you on this device.</p>
    </Card>
  );
}

/** For those whose account opens the most. */
function Passkeys() {
  const role = session.value?.user.role;
  return role !== undefined && may(role, 'own.passkey') ? <PasskeysCard /> : null;
}

function Keyboard() {
  const role = session.value?.user.role;
  const actions = role === undefined || !lettersAreKeys.value ? [] : actionsFor(role, decides());
  const letters = actions.flatMap(({ keys: typed, word }) =>
    typed === undefined ? [] : [[typed.toUpperCase(), word] as const],
  );
  return (
    <Card>
      <h2>Keyboard</h2>
      <dl class="keys">
        {[...keys, ...letters].map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Segment
        apart
        label="Two letters in a row"
        value={lettersAreKeys.value ? 'on' : 'off'}
        onChange={(chosen) => chooseLetters(chosen === 'on')}
        options={[
          { value: 'on', label: 'Letters are keys' },
          { value: 'off', label: 'They are not' },
        ]}
      />
      <span>
        <Button
          icon="search"
          onPress={() => {
            paletteWanted.value = true;
          }}
        >
          Everything you may do
        </Button>
      </span>
    </Card>
  );
}

function Install() {
  const way = installWay();
  return (
    <Card>
      <h2>On the home screen</h2>
      {way === 'installed' && <p>Misty is installed on this device.</p>}
      {way === 'browser' && (
        <>
          <p>Misty can stand on this device like any other app, with its own window.</p>
          <Button icon="plus" onPress={() => void install()}>
            Install Misty
          </Button>
        </>
      )}
      {way === 'share-menu' && <OwnSteps />}
      {way === 'by-hand' && <p>Open the browser’s menu and choose Install, or Add to Home Screen.</p>}
      {way === 'needs-https' && (
        <p>
          This address begins with http. Installing, the camera and working offline need the https address. Ask the
          person who set Misty up.
        </p>
      )}
      <span>
        <Button href="/training" icon="print">
          Training card
        </Button>
      </span>
    </Card>
  );
}

function About() {
  const user = session.value?.user;
  return (
    <Card>
      <h2>About</h2>
      <p class="second">
        Misty {__MISTY_VERSION__}
        {user !== undefined && ` · signed in as ${user.name}`}
      </p>
      <div class="row">
        <Button icon="sign-out" onPress={() => void signOut()}>
          Sign out
        </Button>
        <QuietButton href="/sign-in">Change person</QuietButton>
      </div>
    </Card>
  );
}
