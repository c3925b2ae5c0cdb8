import { useState } from 'preact/hooks';
import { readHours, readPercent } from '#contracts/figures.ts';
import { hoursText } from '#contracts/hours-text.ts';
import { calendarDayInFull, today } from '../../shared/time.ts';
import { Button, QuietButton } from '../../ui/button.tsx';
import { DateField, SelectField } from '../../ui/field.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import { Segment } from '../../ui/segment.tsx';
import {
  datesOf,
  FIRST_TIERS,
  type LoadingField,
  loadingOf,
  loadingWords,
  type PartTimeOvertime,
  type PayRulesDraft,
  partTimeWords,
  RATE_MAX,
  type RulesDraft,
  rulesLines,
  TIERS_MAX,
  type TierDraft,
  type TierField,
  tierWords,
  whyNotFrom,
} from './pay-rules.ts';
import { percentText } from './section.ts';
import type { FieldsProps } from './section-panel.tsx';

/** Sets of rules, each from a Monday until the next one. */
export function PayRulesFields({ draft: { sets }, base, errors, onChange }: FieldsProps<PayRulesDraft>) {
  const dates = datesOf(sets);
  const [chosen, choose] = useState(dates.findLast((from) => from <= today()));
  const from = chosen !== undefined && sets[chosen] !== undefined ? chosen : (dates.at(-1) ?? '');
  const rules = sets[from];
  const put = (next: PayRulesDraft['sets']) => onChange({ sets: next });
  const { [from]: _, ...others } = sets;
  return (
    <>
      {dates.length > 1 && (
        <Segment
          apart
          label="From which day on"
          value={from}
          onChange={choose}
          options={dates.map((value) => ({ value, label: calendarDayInFull(value) }))}
        />
      )}
      {rules !== undefined && (
        <RulesFields
          key={from}
          from={from}
          rules={rules}
          was={base.sets[from]}
          errors={errors}
          onChange={(part) => put({ ...sets, [from]: { ...rules, ...part } })}
        />
      )}
      {dates.length > 1 && from > today() && (
        <span>
          <QuietButton onPress={() => put(others)}>{`Take the rules from ${calendarDayInFull(from)} off`}</QuietButton>
        </span>
      )}
      <NewRules
        sets={sets}
        onAdd={(first) => {
          const before = dates.findLast((date) => date < first) ?? dates[0];
          const copied = before === undefined ? undefined : sets[before];
          if (copied === undefined) return;
          put({ ...sets, [first]: copied });
          choose(first);
        }}
      />
    </>
  );
}

interface RulesFieldsProps {
  readonly from: string;
  readonly rules: RulesDraft;
  /** The same set before the edit; undefined for one that is new. */
  readonly was: RulesDraft | undefined;
  readonly errors: Readonly<Record<string, string>> | undefined;
  readonly onChange: (part: Partial<RulesDraft>) => void;
}

function RulesFields({ from, rules, was, errors, onChange }: RulesFieldsProps) {
  const text = (name: 'perDay' | 'perWeek' | LoadingField) => ({
    value: rules[name],
    was: was === undefined || was[name] === rules[name] ? undefined : was[name],
    error: errors?.[`${from}.${name}`],
    onChange: (value: string) => onChange({ [name]: value }),
  });
  return (
    <>
      <h3>{`From ${calendarDayInFull(from)}`}</h3>
      <div class="pair">
        <FigureField
          label="Ordinary hours a day"
          reading={readHours(rules.perDay)}
          write={hoursText}
          {...text('perDay')}
        />
        <FigureField
          label="Ordinary hours a week"
          reading={readHours(rules.perWeek)}
          write={hoursText}
          {...text('perWeek')}
        />
      </div>
      {(Object.keys(tierWords) as TierField[]).map((field) => (
        <Tiers
          key={field}
          field={field}
          tiers={rules[field]}
          was={was && rulesLines(was)[tierWords[field]]}
          changed={was !== undefined && rulesLines(was)[tierWords[field]] !== rulesLines(rules)[tierWords[field]]}
          error={errors?.[`${from}.${field}`]}
          onChange={(tiers) => onChange({ [field]: tiers })}
        />
      ))}
      <div class="pair">
        {(Object.keys(loadingWords) as LoadingField[]).map((name) => (
          <FigureField
            key={name}
            label={loadingWords[name]}
            suffix="%"
            reading={loadingOf(rules[name])}
            write={(basisPoints) => `${percentText(basisPoints)} %`}
            hint={name === 'super' ? 'Only where it is more than the guarantee' : 'Empty: none'}
            {...text(name)}
          />
        ))}
      </div>
      <SelectField
        label="Part-timers’ overtime"
        value={rules.partTime}
        was={was === undefined || was.partTime === rules.partTime ? undefined : partTimeWords[was.partTime]}
        options={Object.entries(partTimeWords).map(([value, label]) => ({ value, label }))}
        onChange={(value) => onChange({ partTime: value as PartTimeOvertime })}
      />
    </>
  );
}

interface TiersProps {
  readonly field: TierField;
  readonly tiers: readonly TierDraft[];
  readonly was: string | undefined;
  readonly changed: boolean;
  readonly error: string | undefined;
  readonly onChange: (tiers: readonly TierDraft[]) => void;
}

function Tiers({ field, tiers, was, changed, error, onChange }: TiersProps) {
  const set = (at: number, part: Partial<TierDraft>) =>
    onChange(tiers.map((tier, index) => (index === at ? { ...tier, ...part } : tier)));
  const last = tiers.length - 1;
  return (
    <fieldset class="form" aria-label={tierWords[field]}>
      {field === 'overtime' ? (
        <h3>Overtime</h3>
      ) : (
        <SelectField
          label={tierWords[field]}
          value={tiers.length === 0 ? 'off' : 'on'}
          was={changed ? was || 'a day like any other' : undefined}
          error={error}
          options={[
            { value: 'off', label: 'A day like any other' },
            { value: 'on', label: 'Rates of its own for all time worked' },
          ]}
          onChange={(value) => onChange(value === 'on' ? FIRST_TIERS : [])}
        />
      )}
      {tiers.map((tier, at) => (
        <div class="pair" key={at}>
          {at < last && (
            <FigureField
              label={at === 0 ? 'The first' : 'The next'}
              suffix="hours"
              reading={readHours(tier.hours)}
              write={hoursText}
              value={tier.hours}
              onChange={(hours) => set(at, { hours })}
            />
          )}
          <FigureField
            label={at < last ? 'at' : last === 0 ? 'All of it at' : 'Then at'}
            suffix="%"
            reading={readPercent(tier.percent, { max: RATE_MAX })}
            write={(basisPoints) => `${percentText(basisPoints)} %`}
            value={tier.percent}
            error={field === 'overtime' && at === last ? error : undefined}
            was={field === 'overtime' && at === last && changed ? was : undefined}
            onChange={(percent) => set(at, { percent })}
          />
        </div>
      ))}
      {tiers.length > 0 && (
        <div class="row">
          {tiers.length < TIERS_MAX && (
            <Button icon="plus" onPress={() => onChange([{ hours: '2:00', percent: '150' }, ...tiers])}>
              Add a step
            </Button>
          )}
          {tiers.length > 1 && (
            <QuietButton onPress={() => onChange(tiers.slice(1))}>Take the first step off</QuietButton>
          )}
        </div>
      )}
    </fieldset>
  );
}

interface NewRulesProps {
  readonly sets: PayRulesDraft['sets'];
  readonly onAdd: (from: string) => void;
}

function NewRules({ sets, onAdd }: NewRulesProps) {
  const [from, setFrom] = useState('');
  return (
    <div class="form">
      <DateField label="Other rules from" value={from} words={calendarDayInFull} onChange={setFrom} />
      <div>
        <Button
          icon="plus"
          disabledBecause={whyNotFrom(sets, from)}
          onPress={() => {
            onAdd(from);
            setFrom('');
          }}
        >
          Add rules
        </Button>
      </div>
    </div>
  );
}
