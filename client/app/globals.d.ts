/** Version of package.json; the build writes it in. */
declare const __MISTY_VERSION__: string;

interface Window {
  /** The boot guard in index.html: called once the app stands. */
  readonly mistyStarted?: () => void;
}
