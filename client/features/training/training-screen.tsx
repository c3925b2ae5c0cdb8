import './training.css';
import { Button } from '../../ui/button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { everyDay, installSteps, updateOverHttp } from './install-steps.ts';
import { StepPictures } from './step-pictures.tsx';

/** What hangs beside a tablet: how Misty comes onto a device, and how one works with it. One sheet of A4. */
export function TrainingScreen() {
  return (
    <div class="page">
      <PageHead title="Training card" back="/more">
        <Button icon="print" onPress={() => print()}>
          Print
        </Button>
      </PageHead>
      <article class="card training">
        <h2>Put Misty on your device, at {location.host}</h2>
        <div class="training-devices">
          {installSteps.map((one) => (
            <section key={one.kind}>
              <h3>{one.name}</h3>
              <StepPictures of={one} />
            </section>
          ))}
        </div>
        <h2>Every day</h2>
        <ol class="training-days">
          {(isSecureContext ? everyDay : [...everyDay.slice(0, -1), updateOverHttp]).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ol>
      </article>
    </div>
  );
}
