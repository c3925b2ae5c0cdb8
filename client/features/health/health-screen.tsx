import type { HealthReport, Light } from '#contracts/health.ts';
import { dayOf, timeOfDay } from '../../shared/time.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { inOrder, modelState, rebuilding, summary } from './health-words.ts';
import { useHealth } from './use-health.ts';

/** How this Misty is, with what puts right what is not well. */
export function HealthScreen() {
  const health = useHealth();
  const report = health?.body;
  return (
    <div class="page">
      <PageHead
        title="Health"
        back="/settings"
        beside={
          report && (
            <span role="status">
              <Lamp state={summary(report).state}>{summary(report).detail}</Lamp>{' '}
              <span class="nowrap">{`checked ${timeOfDay(report.checkedAt)}`}</span>
            </span>
          )
        }
      />
      {health?.problem !== undefined && <p class="warn">{health.problem.detail}</p>}
      {health === undefined && <Loading what="Health" lines={8} />}
      {report !== undefined && <Report report={report} />}
    </div>
  );
}

function Report({ report }: { readonly report: HealthReport }) {
  return (
    <>
      {rebuilding(report).map(({ name, done, percent }) => (
        <Card key={name} label={`Rebuilding ${name}`}>
          <div class="row">
            <div class="grow">
              <h2>{`Rebuilding ${name}`}</h2>
              <p class="second">Everyone still reads the old one.</p>
            </div>
            <strong class="figure-2">{`${percent} %`}</strong>
          </div>
          <progress class="wide" max={report.head} value={done} aria-label={`Commits of ${name} that are read`} />
        </Card>
      ))}
      <div class="more-grid">
        <div class="stack">
          <Lights lights={report.lights} />
        </div>
        <div class="stack">
          <ReadModels report={report} />
          <Backup report={report} />
          <Devices devices={report.devices} />
          <p class="second">
            Rebuild and restore start at the command line: <span class="nowrap">sudo misty --help</span>
          </p>
        </div>
      </div>
    </>
  );
}

function Lights({ lights }: { readonly lights: readonly Light[] }) {
  return (
    <Card>
      <h2>Services, disks, backups</h2>
      {lights.map(({ name, state, detail, remedy }) => (
        <div key={name} class="stack">
          <hr />
          <div class="row">
            <div class="grow">
              <strong>{name}</strong>
              <p class="second">{detail}</p>
            </div>
            <Lamp state={state}>{words[state]}</Lamp>
          </div>
          {remedy !== undefined && (
            <p class="meta">
              What to do: <code>{remedy}</code>
            </p>
          )}
        </div>
      ))}
    </Card>
  );
}

function ReadModels({ report: { readModels, head } }: { readonly report: HealthReport }) {
  const unwell = readModels.filter((model) => modelState(model).state !== 'ok');
  return (
    <Card>
      <div class="row">
        <h2 class="grow">Read models</h2>
        <span class="second">{`The log ends at ${head.toLocaleString('en-AU')}`}</span>
      </div>
      {unwell.length === 0 ? (
        <p>{`All ${readModels.length} are up to date.`}</p>
      ) : (
        unwell.map((model) => (
          <div key={model.name} class="row">
            <strong class="grow">{model.name}</strong>
            <Lamp state={modelState(model).state}>{modelState(model).detail}</Lamp>
          </div>
        ))
      )}
      <details>
        <summary>Each of them</summary>
        <WideTable
          label="Read models"
          columns={[
            { label: 'Name' },
            { label: 'At', number: true },
            { label: 'Behind', number: true },
            { label: 'State', plain: true },
          ]}
          rows={inOrder(readModels).map((model) => ({
            key: model.name,
            cells: [
              <strong key="name">{model.name}</strong>,
              model.position.toLocaleString('en-AU'),
              model.behind.toLocaleString('en-AU'),
              <Lamp key="state" state={modelState(model).state}>
                {modelState(model).detail}
              </Lamp>,
            ],
          }))}
        />
      </details>
    </Card>
  );
}

function Backup({ report: { backup, trial } }: { readonly report: HealthReport }) {
  return (
    <Card label="Last backup">
      <p class="second strong">Last backup</p>
      {backup === undefined ? (
        <h2>There is none yet</h2>
      ) : (
        <>
          <h2>{`${dayOf(backup.at)}, ${timeOfDay(backup.at)}`}</h2>
          <p class="second">{`${megabytes(backup.bytes)} in ${backup.target}, kept 30 days`}</p>
        </>
      )}
      {trial?.fault !== undefined && (
        <p class="warn">{`The restore on trial of ${dayOf(trial.at)} went wrong: ${trial.fault}`}</p>
      )}
      {trial !== undefined && trial.fault === undefined && (
        <p>
          {`Restored on trial ${dayOf(trial.at)}, ${timeOfDay(trial.at)}: ${trial.events.toLocaleString('en-AU')} events read back, ${trial.readModels} read models equal, chain checked from the first event.`}
        </p>
      )}
    </Card>
  );
}

function Devices({ devices }: { readonly devices: HealthReport['devices'] }) {
  return (
    <Card>
      <h2>Devices</h2>
      {devices.length === 0 && <Empty title="No device has followed since the server was started" />}
      {devices.map(({ id, name, live, seenAt, unsent }) => (
        <div key={id} class="row">
          <div class="grow">
            <strong>{name}</strong>
            {unsent > 0 && <p class="signal">{unsentWords(unsent)}</p>}
          </div>
          {live ? (
            <Lamp state="ok">Live</Lamp>
          ) : (
            <Chip kind="dashed">{seenAt === undefined ? 'Not seen yet' : `Last seen ${timeOfDay(seenAt)}`}</Chip>
          )}
        </div>
      ))}
    </Card>
  );
}

function unsentWords(people: number): string {
  return `Work of ${people === 1 ? 'one person' : `${people} people`} waits unsent on it`;
}

const words = { ok: 'Well', warn: 'Look at it', fail: 'Wrong' } as const;

function Lamp({ state, children }: { readonly state: Light['state']; readonly children: string }) {
  return (
    <Chip kind={state === 'ok' ? 'done' : 'signal'} icon={state === 'ok' ? 'check' : 'warning'}>
      {children}
    </Chip>
  );
}

function megabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 2 ** 20)).toLocaleString('en-AU')} MB`;
}
