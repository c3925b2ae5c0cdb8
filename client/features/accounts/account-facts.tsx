import type { AccountSignIns } from '#contracts/sign-in.ts';
import type { UserRow } from '#contracts/user.ts';
import { moment } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { Email } from '../../ui/email.tsx';
import { Fact } from '../../ui/fact.tsx';
import { failedWords, isOut, untilWords } from './account-words.ts';

interface AccountFactsProps {
  readonly account: UserRow;
  readonly state: AccountSignIns | undefined;
}

/** What is known of an account: whose it is, and when they were last here. */
export function AccountFacts({ account: { id, email }, state }: AccountFactsProps) {
  const { last, passwordSetAt, pinSetAt, link } = state ?? {};
  const failed = failedWords(state);
  const person = model('employees').list.value.find(({ userId }) => userId === id);
  return (
    <dl class="facts">
      <Fact name="Last signed in">{last === undefined ? 'Not yet' : `${moment(last.at)}, ${last.device}`}</Fact>
      <Fact name="Wrong tries">{failed && <span class="signal">{failed}</span>}</Fact>
      <Fact name="Password set">{passwordSetAt && moment(passwordSetAt)}</Fact>
      <Fact name="PIN set">{pinSetAt && moment(pinSetAt)}</Fact>
      <Fact name="One-time link">{isOut(link) && `Out until ${untilWords(link.expiresAt)}`}</Fact>
      <Fact name="E-mail">{email && <Email address={email} />}</Fact>
      <Fact name="On the list of people">{person && <a href={`/people/${person.id}`}>{person.name}</a>}</Fact>
    </dl>
  );
}
