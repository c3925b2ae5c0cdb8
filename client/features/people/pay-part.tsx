import type { EmployeePay, PayTerms } from '#contracts/employee.ts';
import { leaveWords } from '#contracts/leave-types.ts';
import { formatCents } from '#contracts/money.ts';
import { datedOn } from '#contracts/terms.ts';
import { calendarDay, lengthOf, today } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Chip } from '../../ui/chip.tsx';
import { Fact } from '../../ui/fact.tsx';
import { employedWords, termsWords } from './people-words.ts';
import { choiceWords } from './person-draft.ts';

/** What somebody is paid by: for the office, and for the person. */
export function PayPart({ employeeId }: { readonly employeeId: string }) {
  if (!may(session.value?.user.role ?? 'employee', 'own.pay')) return null;
  const pay = model('employee-pay').rows.value.get(employeeId);
  if (pay === undefined) return null;
  const now = pay.rates.find(({ from }) => from <= today());
  return (
    <section class="panel-part" aria-label="Pay">
      <h3>Pay</h3>
      {now === undefined ? (
        <p class="second">
          There is no rate {pay.rates.length > 0 && 'for today '}yet: a week cannot be paid without one.
        </p>
      ) : (
        <p class="row">
          <span class="figure-2">{formatCents(now.rateCents)}</span>
          <span class="second">an hour since {calendarDay(now.from)}</span>
        </p>
      )}
      <Rates rates={pay.rates} now={now} />
      <Terms terms={pay.terms} />
    </section>
  );
}

type Rate = EmployeePay['rates'][number];

/** One rate alone is told already. */
function Rates({ rates, now }: { readonly rates: readonly Rate[]; readonly now: Rate | undefined }) {
  if (rates.length === 0 || (rates.length === 1 && now !== undefined)) return null;
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">
            <span class="unseen">State</span>
          </th>
          <th scope="col" class="number">
            An hour
          </th>
        </tr>
      </thead>
      <tbody>
        {rates.map((rate) => (
          <tr key={rate.from}>
            <td>{calendarDay(rate.from)}</td>
            <td>{rate === now ? <Chip>Now</Chip> : rate.from > today() && <Chip kind="dashed">To come</Chip>}</td>
            <td class="number">{formatCents(rate.rateCents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The terms of today, with what of them is to change. */
function Terms({ terms }: Pick<EmployeePay, 'terms'>) {
  const { tfnProvided } = datedOn(terms, today()).terms;
  const words = (say: (one: PayTerms) => string) => termsWords(terms, today(), say);
  return (
    <dl class="facts">
      <Fact name="Employed">{words(employedWords)}</Fact>
      <Fact name="Tax-free threshold">
        {words(({ taxFreeThreshold }) => choiceWords.taxFreeThreshold[taxFreeThreshold ? 'claimed' : 'not-claimed'])}
      </Fact>
      <Fact name="Study or training loan">
        {words(({ studyLoan }) => choiceWords.studyLoan[studyLoan ? 'has-one' : 'none'])}
      </Fact>
      <Fact name="Tax file number">{!tfnProvided && 'Not given: 47 % is withheld'}</Fact>
      <Fact name="Leave of their own">{words(entitledWords)}</Fact>
    </dl>
  );
}

function entitledWords({ entitlements = {} }: PayTerms): string {
  const special = Object.entries(entitlements) as [keyof typeof entitlements, number][];
  return special.map(([type, minutes]) => `${leaveWords[type]} ${lengthOf(minutes)} a year`).join('\n');
}
