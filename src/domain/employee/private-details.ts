import type { InternalCommandPayload } from '../../contracts/internal-commands.ts';
import type { internalPrivateDetailCommands, privateDetailCommands } from '../../contracts/private-details.ts';
import { privateFieldWords } from '../../contracts/private-fields.ts';
import { type CommandDecider, type DeciderOf, isRefusal, refuse, refuseStale } from '../kernel.ts';
import { activeEmployee, employee, knownEmployee } from './employee.ts';
import { markOwn, ownCardReads, refuseOwnCard } from './own-card.ts';

// What is on file is sealed elsewhere, under a reference. Here it is only known that it is, and which reference counts.

export const privateDetailDeciders = {
  ChangePrivateDetail: {
    reads: ({ employeeId }, _peek, context) => [employee.at(employeeId), ...ownCardReads(context)],
    decide({ employeeId, field, ref }, read, context) {
      const found = activeEmployee(read, employeeId, context);
      if (isRefusal(found)) return found;
      const own = refuseOwnCard(read, employeeId, context, ownDetail(field));
      if (own) return own;
      const last = found.details[field]?.last;
      const stale = refuseStale(noun(field), context, last?.sequence ?? 0, last);
      if (stale) return stale;
      const changed = employee.event(employeeId, 'PrivateDetailChanged', { field, ref });
      return [changed, ...markOwn(read, employeeId, field, context)];
    },
  },

  // Also of somebody who left: that is when it is to be erased.
  ErasePrivateDetail: {
    reads: ({ employeeId }, _peek, context) => [employee.at(employeeId), ...ownCardReads(context)],
    decide({ employeeId, field }, read, context) {
      const found = knownEmployee(read, employeeId);
      if (isRefusal(found)) return found;
      const own = refuseOwnCard(read, employeeId, context, ownDetail(field));
      if (own) return own;
      const known = found.details[field];
      const stale = refuseStale(noun(field), context, known?.last.sequence ?? 0, known?.last);
      if (stale) return stale;
      if (known?.ref === undefined) return [];
      const erased = employee.event(employeeId, 'PrivateDetailErased', { field });
      return [erased, ...markOwn(read, employeeId, field, context)];
    },
  },

  ShowPrivateDetail: {
    reads: ({ employeeId }) => [employee.at(employeeId)],
    decide({ employeeId, field }, read) {
      const found = knownEmployee(read, employeeId);
      if (isRefusal(found)) return found;
      const ref = found.details[field]?.ref;
      if (ref === undefined) {
        return refuse('not-found', `No ${privateFieldWords[field]} of ${found.card.name} is on file.`);
      }
      return [employee.event(employeeId, 'PrivateDetailShown', { field, ref })];
    },
    // What was on file then is shown, also when it is asked for a second time.
    result: ([event]) => (event !== undefined && 'ref' in event.data ? { ref: String(event.data.ref) } : {}),
  },
} satisfies { [Type in keyof typeof privateDetailCommands]: DeciderOf<Type> } & {
  [Type in keyof typeof internalPrivateDetailCommands]: CommandDecider<InternalCommandPayload<Type>>;
};

function ownDetail(field: keyof typeof privateFieldWords): string {
  return `You cannot change your own ${privateFieldWords[field]}.`;
}

/** "Tax file number", as refusals about a version begin. */
function noun(field: keyof typeof privateFieldWords): string {
  const words = privateFieldWords[field];
  return words.charAt(0).toUpperCase() + words.slice(1);
}
