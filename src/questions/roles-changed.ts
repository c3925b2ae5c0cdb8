import { roleWords } from '../contracts/permissions.ts';
import { idOf } from '../projecting/definition.ts';
import type { Question } from './question.ts';

/** What opened or closed doors for somebody. */
export const rolesChanged: Question = {
  id: 'roles-changed',
  title: 'Whose role or account was changed?',
  detail: 'New accounts, other roles, accounts that were closed or opened again.',
  columns: ['Whose', 'What', 'Why'],
  begin: () => (event, nameOf) => {
    const whose = () => nameOf(idOf(event));
    switch (event.type) {
      case 'UserRegistered':
        return [event.data.name, `Account made: ${roleWords[event.data.role]}`, event.reason ?? ''];
      case 'UserRoleChanged': {
        const { role, was, reason = '' } = event.data;
        return [whose(), `${roleWords[was]} became ${roleWords[role]}`, reason];
      }
      case 'UserDeactivated':
        return [whose(), 'Account closed', event.data.reason ?? ''];
      case 'UserReactivated':
        return [whose(), 'Account opened again', event.reason ?? ''];
      default:
        return undefined;
    }
  },
};
