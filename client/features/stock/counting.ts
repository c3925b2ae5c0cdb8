import { signal } from '@preact/signals';

/** The item that is being counted here: its recorded figures are covered until the count is in. */
export const counting = signal<string | undefined>(undefined);
