import type { MoveReport } from '../src/moving/report.ts';
import { columns, figure } from './terminal.ts';

const SHOWN_MAX = 200;

/** The report for people: what became of what, what does not fit, and what to look at. */
export function reportLines({ ok, dryRun, collections, totals, rejected }: MoveReport): string[] {
  const names = Object.entries(collections);
  const heads = ['collection', 'read', 'made', 'merged', 'changed', 'same', 'skipped'];
  const rows = names.map(([name, { read, made, merged, changed, same, skipped }]) => [
    name,
    ...[read, made, merged, changed, same, skipped].map(String),
  ]);
  const changes = names.reduce((sum, [, { made, merged, changed }]) => sum + made + merged + changed, 0);
  const nothing = changes === 0 ? ['Everything is here already: nothing was written.'] : [];
  const changed = names.reduce((sum, [, one]) => sum + one.changed, 0);
  const verdict = ok
    ? `${dryRun ? 'Rehearsed: every' : 'Every'} document is accounted for.`
    : changed > 0
      ? `${changed} documents have changed since. Bring them up to date with --update.`
      : 'Not every document is accounted for.';
  return [
    ...columns([heads, ...rows]),
    '',
    ...figureLines('In the old documents', totals.before),
    ...figureLines('Here', totals.after),
    ...listed(
      'Nothing else was made of these; they are kept whole:',
      rejected.map(
        ({ collection, id, field, reason }) => `${collection} ${id}${field === '' ? '' : `, ${field}`}: ${reason}`,
      ),
    ),
    ...listed(
      'Look at these:',
      totals.flagged.map(({ collection, id, what }) => `${collection} ${id}: ${what}`),
    ),
    ...nothing,
    verdict,
  ];
}

function figureLines(title: string, groups: MoveReport['totals']['before']): string[] {
  const rows = Object.entries(groups).flatMap(([group, figures]) =>
    Object.entries(figures).map(([name, amount]) => [group, name, figure(amount)]),
  );
  return rows.length === 0 ? [] : [`${title}:`, ...columns(rows, '  '), ''];
}

function listed(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > SHOWN_MAX ? [`  … and ${lines.length - SHOWN_MAX} more: --json lists all`] : [];
  return [title, ...lines.slice(0, SHOWN_MAX).map((line) => `  ${line}`), ...more, ''];
}
