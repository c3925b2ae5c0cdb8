import { SingleBar } from 'cli-progress';
import type { MoveProgress } from '../src/moving/run.ts';
import { figure, isWatched, note } from './terminal.ts';

const LINE_EVERY_MS = 2_000;

/** A bar with rate and time left for somebody who watches, a line now and then otherwise. `quiet`: nothing at all. */
export function moveProgress(quiet: boolean): { update(progress: MoveProgress): void; end(): void } {
  if (quiet) return { update: () => undefined, end: () => undefined };
  let [step, since, toldAt] = ['', 0, performance.now()];
  let bar: SingleBar | undefined;
  const words = ({ done, total }: MoveProgress) => {
    const seconds = Math.max(0.001, (performance.now() - since) / 1_000);
    const perSecond = Math.round(done / seconds);
    const left = total === 0 || perSecond === 0 ? '' : `${Math.ceil((total - done) / perSecond)} s left`;
    return { rate: `${figure(perSecond)} documents/s`, left };
  };
  return {
    update(progress) {
      if (progress.step !== step) {
        bar?.stop();
        bar = undefined;
        [step, since] = [progress.step, performance.now()];
      }
      const { done, total } = progress;
      const { rate, left } = words(progress);
      if (isWatched() && total > 0) {
        if (bar === undefined) {
          const format = 'moving in {bar} {percentage} %  {value} of {total}  {rate}  {left}';
          bar = new SingleBar({
            format,
            stream: process.stderr,
            barsize: 24,
            barCompleteChar: '█',
            barIncompleteChar: '·',
            clearOnComplete: true,
          });
          bar.start(total, done, { rate, left });
        }
        bar.update(done, { rate, left });
        return;
      }
      if (performance.now() - toldAt < LINE_EVERY_MS) return;
      toldAt = performance.now();
      note(`${step}: ${done}${total === 0 ? '' : ` of ${total}`}  ${rate}  ${left}`.trimEnd());
    },
    end: () => bar?.stop(),
  };
}
