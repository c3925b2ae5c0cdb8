import './training.css';
import type { InstallSteps } from './install-steps.ts';

/** Three steps, each with its picture. */
export function StepPictures({ of: { kind, steps } }: { readonly of: InstallSteps }) {
  return (
    <ol class="step-pictures">
      {steps.map((words, at) => (
        <li key={words}>
          <img src={`/steps/${kind}-${at + 1}.svg`} alt="" width={kind === 'desktop' ? 144 : 72} height={120} />
          <span>{words}</span>
        </li>
      ))}
    </ol>
  );
}
