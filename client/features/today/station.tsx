import { signal } from '@preact/signals';
import type { OrderCard } from '#contracts/order.ts';
import { stageWords } from '#contracts/stages.ts';
import { onPersonLeaves, session } from '../../sync/session.ts';
import { store, stored } from '../../sync/stored.ts';
import { SelectField } from '../../ui/field.tsx';
import { type Station, stations, tasksAt } from './next-up.ts';
import { TaskRow } from './task-row.tsx';

/** As it was last said on this tablet by this person. Undefined: nothing was read yet. */
const said = signal<Station | 'all' | undefined>(undefined);
onPersonLeaves(() => {
  said.value = undefined;
});

/** Where this person works: each says it for themselves, and the tablet keeps it. */
export function station(): Station | undefined {
  if (said.value === undefined) {
    const kept = stored(key());
    return stations.find((one) => one === kept);
  }
  return said.value === 'all' ? undefined : said.value;
}

export function StationPicker() {
  return (
    <SelectField
      label="Where I work"
      value={station() ?? ''}
      placeholder="All of the shop"
      options={stations.map((value) => ({ value, label: stageWords[value] }))}
      onChange={(value) => {
        said.value = stations.find((one) => one === value) ?? 'all';
        store(key(), said.value === 'all' ? undefined : said.value);
      }}
    />
  );
}

/** What waits where this person works. */
export function AtStation({ at, cards }: { readonly at: Station; readonly cards: readonly OrderCard[] }) {
  const tasks = tasksAt(at, cards);
  return (
    <section aria-label={`In ${stageWords[at]}`}>
      <h3>In {stageWords[at]}</h3>
      {tasks.length === 0 && <p class="second">No order is there now. They come up here by themselves.</p>}
      <ul class="today-tasks">
        {tasks.map((task) => (
          <TaskRow key={task.key} task={task} />
        ))}
      </ul>
    </section>
  );
}

function key(): string {
  return `misty-station/${session.value?.user.id ?? ''}`;
}
