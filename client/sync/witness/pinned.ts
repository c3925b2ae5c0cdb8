import { signal } from '@preact/signals';
import type { LogDoubt } from '#contracts/heads.ts';

/** What this device has found wrong with the log, until somebody says that it is to go on from the log of now. */
export const doubt = signal<LogDoubt | undefined>(undefined);
/** The newest head that this device has checked and pinned. */
export const pinned = signal<{ readonly position: number; readonly at: string } | undefined>(undefined);
