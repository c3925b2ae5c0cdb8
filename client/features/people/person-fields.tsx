import { employmentTypes, employmentWords } from '#contracts/employment.ts';
import { readHours } from '#contracts/figures.ts';
import { hoursText } from '#contracts/hours-text.ts';
import { weekdayWords } from '#contracts/week.ts';
import { calendarDay, calendarDayInFull } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { DateField, type FieldProps, SelectField, TextField } from '../../ui/field.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import { mayLink, OWN_CARD_WORDS } from './own-card.ts';
import { valueWords } from './person-changes.ts';
import { choiceWords, minutesOf, type PersonDraft, type PersonErrors, type PersonField } from './person-draft.ts';

interface PersonFieldsProps {
  /** It is one's own card: the rest of it is for somebody else to change. */
  readonly reachOnly?: boolean;
  readonly draft: PersonDraft;
  /** What was opened: a field that differs says what it was. */
  readonly base?: PersonDraft;
  readonly errors: PersonErrors | undefined;
  readonly onChange: (part: Partial<PersonDraft>) => void;
}

/** The card of somebody: who they are, where to reach them, and the terms. */
export function PersonFields({ reachOnly = false, draft, base, errors, onChange }: PersonFieldsProps) {
  /** What a field is given, by its name. */
  function field(name: PersonField): Pick<FieldProps, 'value' | 'onChange' | 'error' | 'was'> {
    const changed = base !== undefined && base[name] !== draft[name];
    return {
      value: draft[name],
      onChange: (value) => onChange({ [name]: value }),
      error: errors?.[name],
      was: changed ? valueWords(base, name, { day: calendarDay, account: accountName }) : undefined,
    };
  }
  const options = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  const reach = (
    <div class="pair">
      <TextField label="Phone" type="tel" maxLength={40} {...field('phone')} />
      <TextField label="E-mail" type="email" maxLength={254} {...field('email')} />
    </div>
  );
  if (reachOnly) {
    return (
      <>
        <p class="second">{OWN_CARD_WORDS}</p>
        {reach}
      </>
    );
  }
  return (
    <>
      <TextField label="Name" required maxLength={120} {...field('name')} />
      <div class="pair">
        <TextField
          label="Number"
          required
          maxLength={40}
          spellcheck={false}
          hint="On the badge and the payslip"
          {...field('number')}
        />
        <DateField label="First day" required words={calendarDayInFull} {...field('startDate')} />
      </div>
      <div class="pair">
        <TextField label="Position" maxLength={120} {...field('position')} />
        <TextField label="Department" maxLength={120} {...field('department')} />
      </div>
      {reach}
      <Account {...field('userId')} />
      <h3>Terms</h3>
      {base !== undefined && (
        <DateField
          label="From"
          words={calendarDayInFull}
          hint="Days before keep the terms that they had. Tax goes by the pay day."
          {...field('termsFrom')}
        />
      )}
      <div class="pair">
        <SelectField
          label="Employed"
          options={employmentTypes.map((value) => ({ value, label: employmentWords[value] }))}
          {...field('employmentType')}
        />
        <FigureField
          label="Hours a week"
          reading={readHours(draft.weekly)}
          write={hoursText}
          hint="Such as 38 or 7:36"
          {...field('weekly')}
        />
      </div>
      <SelectField label="Days" options={options(choiceWords.days)} {...field('days')} />
      {draft.days === 'own' && <OwnDays draft={draft} errors={errors} onChange={onChange} />}
      <div class="pair">
        <SelectField
          label="Tax-free threshold"
          options={options(choiceWords.taxFreeThreshold)}
          {...field('taxFreeThreshold')}
        />
        <SelectField label="Study or training loan" options={options(choiceWords.studyLoan)} {...field('studyLoan')} />
      </div>
    </>
  );
}

function OwnDays({ draft, errors, onChange }: Omit<PersonFieldsProps, 'base'>) {
  const sum = minutesOf(draft.week).reduce((all, minutes) => all + minutes, 0);
  return (
    <div class="form">
      <div class="days-grid">
        {weekdayWords.map((day) => (
          <FigureField
            key={day}
            label={day}
            reading={readHours(draft.week[day])}
            write={hoursText}
            value={draft.week[day]}
            error={errors?.[day]}
            onChange={(value) => onChange({ week: { ...draft.week, [day]: value } })}
          />
        ))}
      </div>
      <p class="meta second">Comes to {hoursText(sum)} a week</p>
    </div>
  );
}

type AccountProps = Pick<FieldProps, 'value' | 'onChange' | 'error' | 'was'>;

/** Accounts are the administrator's: nobody else knows them, and nobody else links them. */
function Account(props: AccountProps) {
  if (!may(session.value?.user.role ?? 'employee', 'users.manage')) {
    return (
      <p class="meta second">
        {props.value === ''
          ? 'An administrator links the account that they sign in with. Without one they are on the lists all the same.'
          : 'They have an account to sign in with; an administrator can change it.'}
      </p>
    );
  }
  return <AccountField {...props} />;
}

function AccountField(props: AccountProps) {
  const accounts = model('people');
  const taken = new Set(model('employees').list.value.map(({ userId }) => userId));
  const free = accounts.list.value.filter(({ id }) => id === props.value || (!taken.has(id) && mayLink(id)));
  return (
    <SelectField
      label="Account to sign in with"
      placeholder="None"
      options={free.map(({ id, name, username }) => ({ value: id, label: `${name} (${username})` }))}
      {...props}
    />
  );
}

/** The person behind an account, for people who may know the accounts. */
export function accountName(userId: string): string {
  if (!may(session.value?.user.role ?? 'employee', 'users.manage')) return 'another one';
  return model('people').rows.value.get(userId)?.name ?? userId;
}
