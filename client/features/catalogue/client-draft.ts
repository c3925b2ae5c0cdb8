import type { ClientRow, clientFields } from '#contracts/client.ts';
import type { CommandPayload } from '#contracts/commands.ts';
import { abnText } from '../../shared/abn.ts';
import { type CardWords, cardLines } from '../../shared/card-words.ts';
import type { Lines } from '../../shared/changes.ts';
import { filled } from '../../shared/filled.ts';

/** One of the people at a client's, as it was typed. */
export interface ContactDraft {
  readonly name: string;
  readonly position: string;
  readonly email: string;
  readonly phone: string;
}

/** The card of a client as it was typed. Empty means that there is none. */
export interface ClientDraft {
  readonly name: string;
  readonly abn: string;
  readonly address: string;
  readonly deliveryAddresses: readonly string[];
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly paymentTerms: string;
  readonly leadTimeDays: string;
  /** The first of them is the one to call. */
  readonly contacts: readonly ContactDraft[];
  readonly notes: string;
}

/** By the paths of the command: "contacts.0.email". */
export type ClientErrors = Readonly<Record<string, string>>;
type Card = Omit<CommandPayload<'RegisterClient'>, 'clientId'>;

export const emptyContact: ContactDraft = { name: '', position: '', email: '', phone: '' };
export const emptyClient: ClientDraft = {
  ...{ name: '', abn: '', address: '', deliveryAddresses: [], phone: '', email: '', website: '' },
  ...{ paymentTerms: '', leadTimeDays: '', contacts: [], notes: '' },
};

/** The card as it stands, in fields that can be edited. */
export function clientDraft(row: ClientRow): ClientDraft {
  const { name, abn = '', address = '', deliveryAddresses = [], phone = '', email = '', website = '' } = row;
  const { paymentTerms = '', leadTimeDays, contacts, notes = '' } = row;
  return {
    ...{ name, abn, address, deliveryAddresses, phone, email, website, paymentTerms, notes },
    leadTimeDays: leadTimeDays === undefined ? '' : String(leadTimeDays),
    contacts: contacts.map(({ name: who, position = '', email: mail = '', phone: call = '' }) => ({
      ...{ name: who, position, email: mail, phone: call },
    })),
  };
}

/** What is missing or cannot be read; undefined when the card can be sent. */
export function clientErrors(draft: ClientDraft): ClientErrors | undefined {
  const nameless = draft.contacts.flatMap((one, at) =>
    one.name.trim() === '' && !isEmpty(one) ? [[`contacts.${at}.name`, 'A name is needed.'] as const] : [],
  );
  const errors = {
    ...(draft.name.trim() === '' && { name: 'A name is needed.' }),
    ...(draft.leadTimeDays.trim() !== '' && daysOf(draft) === undefined && { leadTimeDays: 'Days, from 0 to 365.' }),
    ...Object.fromEntries(nameless),
  };
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** Call it with a draft without errors only. What was added and left empty is not on the card. */
export function clientCard(draft: ClientDraft): Card {
  const deliveryAddresses = draft.deliveryAddresses.map((one) => one.trim()).filter((one) => one !== '');
  const contacts = draft.contacts.filter((one) => !isEmpty(one));
  const days = daysOf(draft);
  return {
    name: draft.name.trim(),
    ...filled('abn', draft.abn),
    ...filled('address', draft.address),
    ...(deliveryAddresses.length > 0 && { deliveryAddresses }),
    ...filled('phone', draft.phone),
    ...filled('email', draft.email),
    ...filled('website', draft.website),
    ...filled('paymentTerms', draft.paymentTerms),
    ...(days !== undefined && { leadTimeDays: days }),
    contacts: contacts.map(({ name, position, email, phone }) => ({
      name: name.trim(),
      ...filled('position', position),
      ...filled('email', email),
      ...filled('phone', phone),
    })),
    ...filled('notes', draft.notes),
  };
}

type Contact = ClientRow['contacts'][number];

const words: CardWords<(typeof clientFields)[number]> = {
  name: { label: 'Name' },
  abn: { label: 'ABN', words: abnText },
  address: { label: 'Address' },
  deliveryAddresses: { label: 'Delivers to', words: (all: readonly string[]) => all.join(' / ') },
  phone: { label: 'Phone' },
  email: { label: 'E-mail' },
  website: { label: 'Website' },
  paymentTerms: { label: 'Payment terms' },
  leadTimeDays: { label: 'Lead time', words: leadTimeWords },
  contacts: { label: 'Contacts', words: (all: readonly Contact[]) => all.map(contactWords).join(' / ') },
  notes: { label: 'Notes' },
};
export const clientWords = words;

/** A card in words. */
export function clientLines(draft: ClientDraft): Lines {
  return cardLines(words, clientCard(draft));
}

export function leadTimeWords(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

function contactWords({ name, position, email, phone }: Contact): string {
  return [name, position, phone, email].filter((part) => part !== undefined).join(', ');
}

function isEmpty(contact: ContactDraft): boolean {
  return Object.values(contact).every((text) => text.trim() === '');
}

function daysOf({ leadTimeDays }: ClientDraft): number | undefined {
  const typed = leadTimeDays.trim();
  return /^\d{1,3}$/.test(typed) && Number(typed) <= 365 ? Number(typed) : undefined;
}
