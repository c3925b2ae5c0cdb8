/** Why the camera shows nothing, and what to do. */
export function cameraTrouble(error: unknown): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (!globalThis.isSecureContext) {
    return 'This address begins with http. The camera needs the https address: ask the person who set Misty up.';
  }
  if (name === 'NotAllowedError') return 'The camera is blocked. Allow it for Misty in the settings of the browser.';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'This device has no camera.';
  if (name === 'NotReadableError') return 'Another app uses the camera. Close it, then try again.';
  return 'The camera could not be started. Type the code into the search instead.';
}
