import type { Light } from '../contracts/health.ts';
import type { BackupNotes } from './notes.ts';

const HOUR_MS = 3_600_000;
/** A nightly backup that is this old was left out once, or for days. */
const STALE_MS = 26 * HOUR_MS;
const GROWING_MS = 72 * HOUR_MS;
/** It is tried every week. */
const UNTRIED_MS = 8 * 24 * HOUR_MS;

/** How the backups are: for doctor, the health page and metrics alike. */
export function backupLights(
  notes: BackupNotes,
  { folder, now }: { readonly folder: string | undefined; readonly now: Date },
): Light[] {
  return [backupLight(notes, folder, now), trialLight(notes, now), kitLight(notes.kit)];
}

function backupLight(
  { made, failed }: Pick<BackupNotes, 'made' | 'failed'>,
  folder: string | undefined,
  now: Date,
): Light {
  const name = 'Backup';
  const remedy = folder === undefined && made === undefined ? 'misty backup --to FOLDER' : 'misty backup';
  if (failed)
    return { name, state: 'fail', detail: `the last one failed ${ago(failed.at, now)}: ${failed.message}`, remedy };
  if (!made) return { name, state: 'warn', detail: 'there is none yet', remedy };
  const age = now.getTime() - made.at.getTime();
  const state = age > GROWING_MS ? 'fail' : age > STALE_MS ? 'warn' : 'ok';
  const detail = `made ${ago(made.at, now)}, in ${made.target}`;
  return { name, state, detail, ...(state !== 'ok' && { remedy }) };
}

function trialLight({ made, checked }: Pick<BackupNotes, 'made' | 'checked'>, now: Date): Light {
  const name = 'Restore';
  const remedy = 'misty backup verify';
  if (checked?.fault !== undefined) {
    return {
      name,
      state: 'fail',
      detail: `a restore on trial went wrong ${ago(checked.at, now)}: ${checked.fault}`,
      remedy,
    };
  }
  if (!checked) {
    const detail = made ? 'no backup was ever restored on trial' : 'there is nothing to restore yet';
    return { name, state: 'warn', detail, ...(made && { remedy }) };
  }
  const isOld = now.getTime() - checked.at.getTime() > UNTRIED_MS;
  const detail = `restored and checked ${ago(checked.at, now)}`;
  return { name, state: isOld ? 'warn' : 'ok', detail, ...(isOld && { remedy }) };
}

function kitLight(kit: BackupNotes['kit']): Light {
  if (kit) return { name: 'Emergency kit', state: 'ok', detail: 'was shown to be printed' };
  return {
    name: 'Emergency kit',
    state: 'warn',
    detail: 'was never printed: without it nobody restores on another machine',
    remedy: 'misty kit',
  };
}

/** "3 days ago" */
export function ago(at: Date, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - at.getTime()) / 60_000));
  if (minutes < 2) return 'just now';
  if (minutes < 120) return `${minutes} minutes ago`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours ago` : `${Math.round(hours / 24)} days ago`;
}

/** "1.4 GB" */
export function size(bytes: number): string {
  if (bytes >= 2 ** 30) return `${(bytes / 2 ** 30).toFixed(1)} GB`;
  return bytes >= 2 ** 20 ? `${(bytes / 2 ** 20).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} kB`;
}
