import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { roleWords } from '#contracts/permissions.ts';
import { ConnectionWord } from '../../shared/connection-word.tsx';
import { dayOf, now, timeOfDay } from '../../shared/time.ts';
import { session, signedOutBecause, signOut } from '../../sync/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, QuietButton } from '../../ui/button.tsx';
import { Icon, RollMark } from '../../ui/icon.tsx';
import { type KnownPerson, people, recallPeople } from './people.ts';
import { SignInForm } from './sign-in-form.tsx';
import { askThisTablet, pinPad, thisTablet } from './this-tablet.ts';

/** A tablet whose Wi-Fi is there and whose server is not hears of no connection that comes back. */
const ASK_AGAIN_MS = 300_000;

/**
 * The door. The kraft frame has the people of this device, the sheet of paper beside it asks for the password, or on a
 * shared tablet for the PIN. One who is signed in comes here to change the person.
 */
export function SignInScreen() {
  const [chosen, setChosen] = useState<KnownPerson>();
  const [withPassword, setWithPassword] = useState<string>();
  const [typed, setTyped] = useState(false);
  useEffect(() => {
    void recallPeople();
    const ask = () => void askThisTablet();
    ask();
    // What was left here without a connection is told of once there is one.
    addEventListener('online', ask);
    const timer = setInterval(ask, ASK_AGAIN_MS);
    return () => {
      removeEventListener('online', ask);
      clearInterval(timer);
    };
  }, []);
  const { device, people: byPin = [] } = thisTablet.value ?? {};
  const PinPad = pinPad.value;
  const all = [
    ...byPin,
    ...(people.value ?? []).filter(({ username }) => !byPin.some((one) => one.username === username)),
  ];
  const pinOwner =
    chosen?.username === withPassword ? undefined : byPin.find(({ username }) => username === chosen?.username);
  const typeName = () => {
    setChosen(undefined);
    setTyped(true);
  };
  return (
    <main class="sign-in">
      <div class="wrapper">
        <p class="brand">
          <RollMark /> Misty
          {device && <span class="second">{device.name}</span>}
        </p>
        <h1>Who’s here?</h1>
        <SignedIn />
        <Because />
        {all.length === 0 && people.value !== undefined && (
          <p>Nobody has signed in on this device yet. Who does is one tap away next time.</p>
        )}
        <div class="people">
          {all.map((person) => (
            <PersonCard
              key={person.username}
              person={person}
              chosen={person.username === chosen?.username}
              onChoose={() => {
                setChosen(person);
                setWithPassword(undefined);
              }}
            />
          ))}
        </div>
        <div class="row wrapper-foot">
          {chosen !== undefined && (
            <Button icon="search" onPress={typeName}>
              Someone else
            </Button>
          )}
          <span class="row push">
            <ConnectionWord />
            <span>{`${dayOf(now.value)}, ${timeOfDay(now.value)}`}</span>
          </span>
        </div>
      </div>
      {pinOwner !== undefined && PinPad !== undefined ? (
        <PinPad
          key={pinOwner.id}
          person={pinOwner}
          onPassword={() => setWithPassword(pinOwner.username)}
          onWrong={askThisTablet}
        />
      ) : chosen === undefined && byPin.length > 0 && !typed ? (
        <TapYourName onElse={typeName} />
      ) : (
        <SignInForm key={chosen?.username ?? ''} person={chosen} onForgotten={() => setChosen(undefined)} />
      )}
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

/** Most people type nothing on a shared tablet. No keyboard comes up before somebody wants it. */
function TapYourName({ onElse }: { readonly onElse: () => void }) {
  return (
    <section class="sign-in-sheet" aria-label="Sign in">
      <h2>Tap your name</h2>
      <p class="second">Then enter your PIN.</p>
      <Button icon="search" onPress={onElse}>
        Someone else
      </Button>
      <p class="meta second">Not on this list? Sign in with user name and password.</p>
    </section>
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

/** Why the person is here although they were signed in. */
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
