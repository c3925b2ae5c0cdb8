/** Without it Excel takes the file for one of an older alphabet, and Petrović comes out as PetroviÄ‡. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The text of a CSV file by RFC 4180 that opens in Excel as it is meant. Numbers are given as text: "1684.20". */
export function csvText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => `${cells.map(cellText).join(',')}\r\n`);
  return `${BYTE_ORDER_MARK}${lines.join('')}`;
}

/** What a spreadsheet would work out as a formula is marked as text, unless it is a plain number below 0. */
function cellText(cell: string): string {
  const runs = /^[=+\-@\t\r]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell);
  const text = runs ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
