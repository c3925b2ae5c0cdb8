import './pin-pad.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { PIN_DIGITS_MAX, PIN_DIGITS_MIN } from '#contracts/pin-rules.ts';
import type { SessionUser } from '#contracts/user.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, MainButton } from '../../ui/button.tsx';
import { enterByPin } from './enter-by-pin.ts';

export interface PinPadProps {
  readonly person: SessionUser;
  readonly onPassword: () => void;
  /** After a PIN that was none: perhaps the password is needed now. */
  readonly onWrong: () => Promise<void>;
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** The short way in on a shared tablet: large keys for fingers, and the number keys of a keyboard. */
export function PinPad({ person, onPassword, onWrong }: PinPadProps) {
  const { path, route } = useLocation();
  const [pin, setPin] = useState('');
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const form = useRef<HTMLFormElement>(null);

  function add(digit: string): void {
    setRefusal(undefined);
    setPin((before) => (before + digit).slice(0, PIN_DIGITS_MAX));
  }

  // On a phone the people stand above it.
  useEffect(() => form.current?.scrollIntoView(), []);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^\d$/.test(event.key)) add(event.key);
      else if (event.key === 'Backspace') setPin((before) => before.slice(0, -1));
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) form.current?.requestSubmit();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (sending || pin.length < PIN_DIGITS_MIN) return;
    setSending(true);
    const why = await enterByPin(person.id, pin);
    setSending(false);
    setPin('');
    setRefusal(why);
    if (why === undefined) {
      if (path === '/sign-in') route('/', true);
    } else await onWrong();
  }

  return (
    <form class="sign-in-sheet" aria-label="Sign in" ref={form} onSubmit={(event) => void submit(event)}>
      <div class="row">
        <Avatar name={person.name} size={60} ring="none" />
        <div>
          <h2>{person.name}</h2>
          <p class="second">Enter your PIN</p>
        </div>
      </div>
      <div class="pin-dots" role="img" aria-label={`${pin.length} digits entered`}>
        {Array.from({ length: Math.max(PIN_DIGITS_MIN, pin.length) }, (_, index) => (
          <i key={index} class={index < pin.length ? 'in' : ''} />
        ))}
      </div>
      <div role="alert" class="pin-told">
        {refusal !== undefined && <p class="wrong">{refusal}</p>}
      </div>
      <div class="pin-pad">
        {digits.map((digit) => (
          <Button key={digit} onPress={() => add(digit)}>
            {digit}
          </Button>
        ))}
        <span />
        <Button onPress={() => add('0')}>0</Button>
        <Button icon="arrow-left" label="Take the last digit back" onPress={() => setPin(pin.slice(0, -1))} />
      </div>
      <MainButton
        label="Go on"
        submit
        wide
        sending={sending}
        disabledBecause={pin.length < PIN_DIGITS_MIN ? 'Four digits or more.' : undefined}
      />
      <Button icon="key" wide onPress={onPassword}>
        Use the password
      </Button>
    </form>
  );
}
