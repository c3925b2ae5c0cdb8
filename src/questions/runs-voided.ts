import type { Question } from './question.ts';

/** Pay runs that were taken back. */
export const runsVoided: Question = {
  id: 'runs-voided',
  title: 'Which pay runs were voided?',
  detail: 'Finalised runs that somebody took back, with the reason that was given.',
  columns: ['Week of', 'Why'],
  begin: () => (event) => (event.type === 'PayRunVoided' ? [event.data.period, event.data.reason] : undefined),
};
