import { signal } from '@preact/signals';

/** Whether the camera is to look for a code. */
export const cameraWanted = signal(false);

export function wantCamera(): void {
  cameraWanted.value = true;
}
