import type { Author } from '#contracts/person.ts';

/** Who did it, and on which shared tablet: "Ben Okafor, on Winding 1". */
export function authorWords({ name, device }: Author): string {
  return device === undefined ? name : `${name}, on ${device.name}`;
}
