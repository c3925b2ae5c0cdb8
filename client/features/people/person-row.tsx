import type { EmployeeRow } from '#contracts/employee.ts';
import { moment } from '../../shared/time.ts';
import { Avatar } from '../../ui/avatar.tsx';
import type { AtWork } from './at-work.ts';
import { workWords } from './people-words.ts';

interface PersonRowProps {
  readonly person: EmployeeRow;
  /** Whose team they are in. */
  readonly manager: string | undefined;
  readonly clock: AtWork;
  readonly open: boolean;
}

/** Somebody in the list. The ring is the core of the clock: solid at work, dashed away. */
export function PersonRow({ person, manager, clock, open }: PersonRowProps) {
  const { id, name } = person;
  return (
    <a class="list-row person-row" href={`/people/${id}`} aria-current={open ? 'true' : undefined}>
      <Avatar name={name} ring={clock.ring} />
      <strong class="one-line">{name}</strong>
      <span class="meta clock">{clock.since !== undefined && `On since ${moment(clock.since)}`}</span>
      <span class="meta second one-line">{workWords(person)}</span>
      <span class="meta second one-line team">{manager !== undefined && `Team of ${manager}`}</span>
    </a>
  );
}
