import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { addDays } from '#contracts/week.ts';
import { calendarDayInFull, today } from '../../shared/time.ts';
import { item } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import type { Command } from '../../sync/use-command.ts';
import { Button, MainButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DateField } from '../../ui/field.tsx';
import { soFarWords, weekOf } from './pay-words.ts';
import type { WeekSoFar } from './ready-weeks.ts';

interface OpenRunProps {
  readonly week: WeekSoFar;
  /** Whether it is the next thing to do. */
  readonly next: boolean;
  /** It belongs to the list. Another person who opens this run takes this card away, and their name must stay. */
  readonly command: Command<'OpenPayRun'>;
}

/** A week that is over: its pay day, and the button that opens its run. */
export function OpenRun({ week, next, command }: OpenRunProps) {
  const { monday } = week;
  const { route } = useLocation();
  const settings = item('settings', 'company').row.value;
  const [chosen, setChosen] = useState<string>();
  const over = addDays(monday, 7);
  // As a rule so many days after the week; money is never paid in the past.
  const usual = addDays(monday, 6 + (settings?.payDaysAfterWeek ?? 1));
  const payDate = chosen ?? (usual < today() ? today() : usual);
  const error = payDate === '' ? 'Choose a day.' : payDate < over ? 'Pay day comes after the week.' : undefined;
  const label = `Open the run of ${weekOf(monday)}`;

  async function run(): Promise<void> {
    if (error === undefined && (await command.run({ period: monday, payDate }))) route(`/pay/${monday}`);
  }
  const button = { disabledBecause: onlineOnly(), sending: command.sending, onPress: () => void run() };
  return (
    <Card kind={next ? 'next' : 'plain'} label={`Week of ${weekOf(monday)}`}>
      <div class="open-run">
        <div>
          <h2>{weekOf(monday)}</h2>
          <p class="second">{soFarWords(week)}</p>
        </div>
        <DateField
          label="Pay day"
          value={payDate}
          onChange={setChosen}
          words={calendarDayInFull}
          min={over}
          error={error}
        />
        <div>
          {next ? (
            <MainButton wide label={label} {...button} />
          ) : (
            <Button tall wide {...button}>
              {label}
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}
