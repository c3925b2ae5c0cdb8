import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '#contracts/problems.ts';
import type { PushState } from '#contracts/push.ts';
import { type PushChoices, type PushKind, pushKindNames, pushKinds, usualChoices } from '#contracts/push-kinds.ts';
import { decides } from '../../shared/deciding.ts';
import { type Asked, ask } from '../../sync/ask.ts';
import { onlineOnly } from '../../sync/online.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { useSending } from '../../sync/use-command.ts';
import { Button, MainButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Loading } from '../../ui/loading.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { NotReached } from '../../ui/not-reached.tsx';
import { type PushWay, pushWay, renewHere, turnOff, turnOn } from './this-device.ts';

/** What a person is told while Misty is closed: on which of their devices, of what, and when not. */
export function PushCard() {
  const [answer, setAnswer] = useState<Asked<PushState>>();
  const load = async () => setAnswer(await ask<PushState>('GET', '/api/push'));
  useEffect(() => {
    // Of this device the server may have heard nothing since the sign-in.
    void renewHere().then(load);
  }, []);
  if (session.value?.way === 'pin') return null;
  return (
    <Card label="Notifications">
      <h2>Tell me when …</h2>
      {answer === undefined ? (
        <Loading what="Notifications" lines={3} />
      ) : answer.body === undefined ? (
        <NotReached title="It could not be fetched" detail={answer.problem?.detail} onRetry={() => void load()} />
      ) : (
        <>
          <Wishes told={answer.body.choices} />
          <ThisDevice state={answer.body} onChanged={load} />
          <OtherDevices state={answer.body} onChanged={load} />
        </>
      )}
    </Card>
  );
}

interface DeviceProps {
  readonly state: PushState;
  readonly onChanged: () => Promise<void>;
}

function ThisDevice({ state, onChanged }: DeviceProps) {
  const way = pushWay();
  const here = state.devices.find(({ current }) => current);
  const isOn = way === 'can' && here !== undefined;
  const change = useSending(async () => {
    const problem = await (isOn ? turnOff(here.id) : turnOn(state.key));
    if (problem === undefined) await onChanged();
    return answered(problem);
  });
  if (way !== 'can') return <p>{whyNot[way]}</p>;
  return (
    <>
      {isOn ? (
        <div class="row">
          <p class="grow" role="status">
            This device tells you.
          </p>
          <Button sending={change.sending} disabledBecause={onlineOnly(false)} onPress={() => void change.run()}>
            Turn off here
          </Button>
        </div>
      ) : (
        <MainButton
          wide
          label="Tell me on this device"
          sending={change.sending}
          disabledBecause={onlineOnly(false)}
          onPress={() => void change.run()}
        />
      )}
      <NotDone problem={change.problem} />
    </>
  );
}

const whyNot: Readonly<Record<Exclude<PushWay, 'can'>, string>> = {
  'needs-https':
    'This address begins with http. Notifications need the https address. Ask the person who set Misty up.',
  shared: 'Others use this tablet too, so it shows nothing of yours. Choose this on your own phone or PC.',
  'install-first': 'On an iPhone or iPad, put Misty on the home screen first, and open it from there: see below.',
  cannot: 'This browser has no notifications. Use another one, or another device.',
  blocked:
    'Notifications of Misty are blocked in this browser. Allow them in its settings for this page, then come back.',
};

function OtherDevices({ state, onChanged }: DeviceProps) {
  const others = state.devices.filter(({ current }) => !current);
  const remove = useSending(async (id: string) => {
    const answer = await ask('DELETE', `/api/push/subscriptions/${id}`);
    if (answer.problem === undefined) await onChanged();
    return answer;
  });
  if (others.length === 0) return null;
  return (
    <>
      <h3>Your other devices</h3>
      <ul class="rows">
        {others.map(({ id, device }) => (
          <li key={id} class="row">
            <span class="grow">{device}</span>
            <Button
              label={`Tell me no longer on ${device}`}
              disabledBecause={onlineOnly(false)}
              onPress={() => void remove.run(id)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <NotDone problem={remove.problem} />
    </>
  );
}

/** Of what, and when not. Each tap is kept at once, for all devices. */
function Wishes({ told }: { readonly told: PushChoices }) {
  const [choices, setChoices] = useState(told);
  const { problem, keep } = useKeeping(told, setChoices);
  const choose = (chosen: PushChoices) => {
    setChoices(chosen);
    void keep(chosen);
  };
  const { kinds, quiet } = choices;
  const hours = quiet ?? usualChoices.quiet ?? { from: '', until: '' };
  return (
    <>
      <fieldset class="filters" aria-label="Tell me when">
        {offered().map((kind) => (
          <Button
            key={kind}
            pressed={kinds[kind]}
            {...(kinds[kind] && { icon: 'check' })}
            disabledBecause={onlineOnly(false)}
            onPress={() => choose({ ...choices, kinds: { ...kinds, [kind]: !kinds[kind] } })}
          >
            {pushKinds[kind].words}
          </Button>
        ))}
        <Button
          pressed={quiet !== null}
          {...(quiet !== null && { icon: 'check' })}
          disabledBecause={onlineOnly(false)}
          onPress={() => choose({ ...choices, quiet: quiet === null ? hours : null })}
        >
          But not in my quiet hours
        </Button>
      </fieldset>
      {quiet !== null && (
        <div class="pair">
          {(['from', 'until'] as const).map((end) => (
            <TextField
              key={end}
              label={end === 'from' ? 'Quiet from' : 'Until'}
              type="time"
              value={hours[end]}
              onChange={(value) => setChoices({ ...choices, quiet: { ...hours, [end]: value } })}
              onLeave={() => choose(choices)}
            />
          ))}
        </div>
      )}
      <NotDone problem={problem} />
    </>
  );
}

/**
 * Keeps each choice, in the order of the taps: the one that is made while another is on its way goes after it. What the
 * server does not take is shown as it was.
 */
function useKeeping(told: PushChoices, show: (choices: PushChoices) => void) {
  const [problem, setProblem] = useState<Problem>();
  const kept = useRef(told);
  const wanted = useRef(told);
  const busy = useRef(false);
  async function keep(chosen: PushChoices): Promise<void> {
    wanted.current = chosen;
    if (busy.current) return;
    busy.current = true;
    while (wanted.current !== kept.current) {
      const sent = wanted.current;
      const answer = await ask('POST', '/api/push/choices', sent);
      setProblem(answer.problem);
      if (answer.problem === undefined) kept.current = sent;
      else if (wanted.current === sent) {
        wanted.current = kept.current;
        show(kept.current);
      }
    }
    busy.current = false;
  }
  return { problem, keep };
}

/** What there is to tell a person in this role. */
function offered(): readonly PushKind[] {
  const role = session.value?.user.role;
  if (role === undefined) return [];
  return pushKindNames.filter((kind) => may(role, pushKinds[kind].permission) && (kind !== 'approvals' || decides()));
}

function answered(problem: Problem | undefined): Asked<true> {
  return problem === undefined ? { body: true } : { problem };
}
