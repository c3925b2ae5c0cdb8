import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import path from 'node:path';
import { median, percentile } from './statistics.ts';

export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Of the minute before the run: beyond 0 somebody else was at work as well. */
  readonly load: number;
  /** Versions of Misty and of the database driver. */
  readonly misty: string;
  readonly driver: string;
}

/** How long the disk takes until 4 KiB are safe on it: the floor under every durable write here. */
export interface DiskSync {
  readonly medianMs: number;
  readonly p99Ms: number;
}

const SYNCS = 200;

export async function describeMachine(): Promise<Machine> {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() || 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    node: process.versions.node,
    misty: await versionIn('../package.json'),
    driver: await versionIn('../node_modules/mongodb/package.json'),
  };
}

export function measureDiskSync(folder: string): DiskSync {
  const file = path.join(folder, 'sync');
  const handle = openSync(file, 'w');
  const block = Buffer.alloc(4_096, 1);
  const tookMs: number[] = [];
  try {
    for (let count = 0; count < SYNCS; count++) {
      const before = performance.now();
      writeSync(handle, block);
      fdatasyncSync(handle);
      tookMs.push(performance.now() - before);
    }
  } finally {
    closeSync(handle);
    rmSync(file);
  }
  return { medianMs: median(tookMs), p99Ms: percentile(tookMs, 99) };
}

async function versionIn(file: string): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL(file, import.meta.url), 'utf8')) as { version: string };
  return version;
}
