import { privateFieldWords } from '../contracts/private-fields.ts';
import type { Question } from './question.ts';

/** Who was shown what is kept sealed, and what became of it. */
export const privateDetailsShown: Question = {
  id: 'private-details-shown',
  title: 'Who looked at tax file numbers and bank accounts?',
  detail: 'Each time a sealed detail was shown whole, changed or erased. Never the detail itself.',
  columns: ['What', 'Which'],
  begin: () => (event) => {
    switch (event.type) {
      case 'PrivateDetailShown':
        return ['Shown whole', privateFieldWords[event.data.field]];
      case 'PrivateDetailChanged':
        return ['Changed', privateFieldWords[event.data.field]];
      case 'PrivateDetailErased':
        return ['Erased', privateFieldWords[event.data.field]];
      default:
        return undefined;
    }
  },
};
