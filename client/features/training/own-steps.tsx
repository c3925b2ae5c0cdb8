import { appleDevice } from '../../shared/install.ts';
import { installSteps } from './install-steps.ts';
import { StepPictures } from './step-pictures.tsx';

/** How Misty comes onto the home screen of this device. */
export function OwnSteps() {
  const device = installSteps.find(({ kind }) => kind === appleDevice());
  return device === undefined ? null : <StepPictures of={device} />;
}
