import type { ClientRow } from '#contracts/client.ts';

const head = ['Client', 'ABN', 'Contact', 'Position', 'Phone', 'E-mail', 'Address', 'Delivers to', 'Website'];

/** Clients for a spreadsheet, each with the person to call first. */
export function clientCsv(rows: readonly ClientRow[]): readonly [string[], string[][]] {
  return [
    [...head, 'Payment terms', 'Lead time, days', 'Notes'],
    rows.map((row) => {
      const [first] = row.contacts;
      return [
        ...[row.name, row.abn, first?.name, first?.position, first?.phone ?? row.phone, first?.email ?? row.email],
        ...[row.address, row.deliveryAddresses?.join('\n'), row.website, row.paymentTerms],
        ...[row.leadTimeDays === undefined ? '' : String(row.leadTimeDays), row.notes],
      ].map((cell) => cell ?? '');
    }),
  ];
}
