import { SingleBar } from 'cli-progress';
import type { RebuildProgress } from '../src/projecting/progress.ts';
import { figure, isWatched, note } from './terminal.ts';

/** Shows how far something has come through the log: a bar for people, a plain line now and then otherwise. */
export interface ProgressView {
  update(progress: Pick<RebuildProgress, 'position' | 'head'> & Partial<RebuildProgress>): void;
  end(): void;
}

const LINE_EVERY_MS = 2_000;

/** `quiet`: nothing at all, for other programs. */
export function progressView(name: string, quiet: boolean): ProgressView {
  if (quiet) return { update: () => undefined, end: () => undefined };
  return isWatched() ? bar(name) : lines(name);
}

function bar(name: string): ProgressView {
  const single = new SingleBar({
    format: `${name.padEnd(16)} {bar} {percentage} %  {value} of {total}  {rate}  {left}`,
    stream: process.stderr,
    barCompleteChar: '█',
    barIncompleteChar: '·',
    barsize: 24,
    clearOnComplete: true,
  });
  let started = false;
  return {
    update({ position, head, eventsPerSecond, secondsLeft }) {
      const words = { rate: rateWords(eventsPerSecond), left: leftWords(secondsLeft) };
      if (!started) single.start(head, position, words);
      started = true;
      single.setTotal(head);
      single.update(position, words);
    },
    end: () => single.stop(),
  };
}

function lines(name: string): ProgressView {
  let toldAt = performance.now();
  return {
    update({ position, head, eventsPerSecond, secondsLeft }) {
      if (performance.now() - toldAt < LINE_EVERY_MS) return;
      toldAt = performance.now();
      note(`${name}: ${position} of ${head}  ${rateWords(eventsPerSecond)}  ${leftWords(secondsLeft)}`.trimEnd());
    },
    end: () => undefined,
  };
}

function rateWords(eventsPerSecond: number | undefined): string {
  return eventsPerSecond === undefined ? '' : `${figure(eventsPerSecond)} events/s`;
}

function leftWords(secondsLeft: number | undefined): string {
  return secondsLeft === undefined ? '' : `${secondsLeft} s left`;
}
