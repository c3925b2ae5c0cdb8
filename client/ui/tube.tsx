import { type Stage, stages, stageWords } from '#contracts/stages.ts';
import { Icon } from './icon.tsx';

interface TubeProps {
  /** Where the order is. */
  readonly stage: Stage;
  /** Without the words under each stage, and with "Winding, stage 4 of 9" instead. */
  readonly small?: boolean;
}

/** The way of an order through the shop: what is done, where it is, what is to come. */
export function Tube({ stage, small = false }: TubeProps) {
  const here = stages.indexOf(stage);
  return (
    <div class="tube-box">
      <ol class={small ? 'tube tube-small' : 'tube tube-words'} aria-label="Stages">
        {stages.map((one, index) => (
          <li
            key={one}
            class={index < here ? 'past' : index === here ? 'now' : ''}
            aria-current={one === stage && 'step'}
          >
            <i />
            <b class={small ? 'unseen' : ''}>{stageWords[one]}</b>
          </li>
        ))}
      </ol>
      <p class="tube-line meta">
        <strong>{stageWords[stage]}</strong>, stage {here + 1} of {stages.length}
      </p>
    </div>
  );
}

interface TubeMapProps {
  /** How many open orders each stage has. */
  readonly counts: Readonly<Record<Stage, number>>;
  /** How many of them are late. */
  readonly late: Readonly<Partial<Record<Stage, number>>>;
  /** The stages whose columns are on the screen: they are outlined. */
  readonly inView: readonly Stage[];
  readonly onPick: (stage: Stage) => void;
}

/** The board in one line: a tap scrolls to the stage. */
export function TubeMap({ counts, late, inView, onPick }: TubeMapProps) {
  return (
    <fieldset class="tube-map" aria-label="Stages">
      {stages.map((stage) => (
        <button
          key={stage}
          type="button"
          class={inView.includes(stage) ? 'in-view' : ''}
          onClick={() => onPick(stage)}
          aria-label={mapLabel(stage, counts[stage], late[stage] ?? 0)}
        >
          <i>
            <span>
              {counts[stage]}
              {(late[stage] ?? 0) > 0 && <Icon name="warning" size={16} />}
            </span>
          </i>
          <b>{stageWords[stage]}</b>
        </button>
      ))}
    </fieldset>
  );
}

function mapLabel(stage: Stage, count: number, late: number): string {
  const orders = `${stageWords[stage]}, ${count} ${count === 1 ? 'order' : 'orders'}`;
  return late === 0 ? orders : `${orders}, ${late} late`;
}
