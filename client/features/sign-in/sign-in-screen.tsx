import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { roleWords } from '#contracts/permissions.ts';
import { ConnectionWord } from '../../app/strip.tsx';
import { dayOf, now, timeOfDay } from '../../app/time.ts';
import { session, signedOutBecause, signOut } from '../../sync/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, QuietButton } from '../../ui/button.tsx';
import { Icon, RollMark } from '../../ui/icon.tsx';
import { type KnownPerson, people } from './people.ts';
import { SignInForm } from './sign-in-form.tsx';

/**
 * The door. The kraft frame has the people of this device, the sheet of paper beside it asks for the password. One
 * who is signed in comes here to change the person.
 */
export function SignInScreen() {
  const [chosen, setChosen] = useState<KnownPerson>();
  return (
    <main class="sign-in">
      <div class="wrapper">
        <p class="brand">
          <RollMark /> Misty
        </p>
        <h1>Who’s here?</h1>
        <SignedIn />
        <Because />
        {people.value.length === 0 && (
          <p>Nobody has signed in on this device yet. Who does is one tap away next time.</p>
        )}
        <div class="people">
          {people.value.map((person) => (
            <PersonCard
              key={person.username}
              person={person}
              chosen={person.username === chosen?.username}
              onChoose={() => setChosen(person)}
            />
          ))}
        </div>
        <div class="row wrapper-foot">
          {chosen !== undefined && (
            <Button icon="search" onPress={() => setChosen(undefined)}>
              Someone else
            </Button>
          )}
          <span class="row push">
            <ConnectionWord />
            <span>{`${dayOf(now.value)}, ${timeOfDay(now.value)}`}</span>
          </span>
        </div>
      </div>
      <SignInForm key={chosen?.username ?? ''} person={chosen} onForgotten={() => setChosen(undefined)} />
    </main>
  );
}

interface PersonCardProps {
  readonly person: KnownPerson;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function PersonCard({ person, chosen, onChoose }: PersonCardProps) {
  const [first, ...rest] = person.name.split(' ');
  return (
    <button type="button" class="person" aria-pressed={chosen} onClick={onChoose}>
      <Avatar name={person.name} size={60} ring="none" />
      <span class="grow">
        <strong class="one-line">{first}</strong>
        <span class="one-line second">{rest.join(' ')}</span>
      </span>
      <span class="person-role">{roleWords[person.role] ?? ''}</span>
    </button>
  );
}

function SignedIn() {
  const user = session.value?.user;
  const { route } = useLocation();
  if (user === undefined) return null;
  return (
    <div class="slip">
      <Avatar name={user.name} />
      <p class="grow">
        <strong>{user.name}</strong> is signed in.
      </p>
      <Button onPress={() => route('/')}>Go on</Button>
      <QuietButton onPress={() => void signOut()}>Sign out</QuietButton>
    </div>
  );
}

/** Why one is here although one was signed in. */
function Because() {
  return (
    <div role="status">
      {signedOutBecause.value !== undefined && (
        <p class="slip">
          <Icon name="info" />
          <span class="grow">{signedOutBecause.value}</span>
        </p>
      )}
    </div>
  );
}
