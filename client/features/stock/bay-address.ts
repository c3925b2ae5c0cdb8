/** Where what lies in a bay is shown. */
export function bayAddress(bay: string): string {
  return `/stock?bay=${encodeURIComponent(bay)}`;
}
