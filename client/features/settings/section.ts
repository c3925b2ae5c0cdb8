import type { CommandPayload } from '#contracts/commands.ts';
import type { Reading } from '#contracts/figures.ts';
import type { SettingsView } from '#contracts/settings.ts';
import type { Lines } from '../../shared/changes.ts';

/** What is wrong with a field of a draft, by its name. */
export type Errors = Readonly<Record<string, string>>;

/** A section of the settings while it is edited. Each is saved by itself: what is sent holds nothing else. */
export interface Section<Draft extends object> {
  /** In its address and its draft. */
  readonly id: string;
  readonly title: string;
  /** Of the button: "Save the working week". */
  readonly save: string;
  /** The section as it stands, in fields that can be edited. */
  open(settings: SettingsView): Draft;
  /** Undefined when it can be sent. */
  errors(draft: Draft): Errors | undefined;
  /** Call it with a draft without errors only. */
  sent(draft: Draft): Omit<CommandPayload<'ReviseSettings'>, 'reason'>;
  lines(draft: Draft): Lines;
}

/** The errors of a draft, or undefined where there are none. */
export function anyOf(errors: Errors): Errors | undefined {
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** The error of each field whose text cannot be read. */
export function unreadable(fields: Readonly<Record<string, Reading>>): Errors {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, { wrong }]) => (wrong === undefined ? [] : [[field, wrong]])),
  );
}

const BASIS_POINTS_A_PERCENT = 100;

/** 1,750 basis points are "17.5". */
export function percentText(basisPoints: number): string {
  return String(basisPoints / BASIS_POINTS_A_PERCENT);
}
