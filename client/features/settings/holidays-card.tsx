import { useState } from 'preact/hooks';
import { calendarDay, today } from '../../shared/time.ts';
import { Empty } from '../../ui/empty.tsx';
import { Segment } from '../../ui/segment.tsx';
import { holidays, yearsOf } from './holidays.ts';
import { type CardProps, SectionCard } from './section-card.tsx';

/** The public holidays of a year: nobody needs leave on them. */
export function HolidaysCard({ settings, mayManage }: CardProps) {
  const [year, setYear] = useState(today().slice(0, 4));
  const days = settings.holidays.filter(({ date }) => date.startsWith(year));
  return (
    <SectionCard section={holidays} mayManage={mayManage}>
      <Segment
        apart
        label="Year"
        value={year}
        onChange={setYear}
        options={yearsOf(settings.holidays, today()).map((value) => ({ value, label: value }))}
      />
      {days.length === 0 ? (
        <Empty title={`${year} has no public holidays yet`}>Leave and overtime treat all its days alike.</Empty>
      ) : (
        <ul class="rows">
          {days.map(({ date, name }) => (
            <li key={date} class="row">
              <span class="grow">{name}</span>
              <span class={date < today() ? 'second number' : 'number'}>{calendarDay(date)}</span>
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  );
}
