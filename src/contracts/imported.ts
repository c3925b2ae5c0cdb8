/** A document of the old application that went into an event, and all of it that may be kept in a log. */
export interface ImportedDocument {
  readonly collection: string;
  /** As text, whatever its type was. */
  readonly legacyId: string;
  /** Null where the document had none. */
  readonly legacyVersion: number | null;
  /** SHA-256 over the document without its secrets. */
  readonly contentHash: string;
  /** The whole document without its secrets, as canonical Extended JSON. */
  readonly document: string;
  /** Paths of fields that nobody knows. Their values are in the document. */
  readonly unknown?: readonly string[] | undefined;
  /** Paths of secrets that were sealed or left out. */
  readonly withheld?: readonly string[] | undefined;
}

/** Where an event comes from that tells of the time before Misty. */
export interface Imported extends ImportedDocument {
  /** What was moved in from. */
  readonly source: string;
  /** When it happened, where the old application knew (ISO 8601). Otherwise the moment of the move counts. */
  readonly at?: string | undefined;
  /** Who did it, as the old application had it: a user, or a word such as "system". */
  readonly by?: string | undefined;
  /** Other documents whose content went into the same event. */
  readonly with?: readonly ImportedDocument[] | undefined;
  /** What a person should look at. */
  readonly marks?: readonly string[] | undefined;
}

/**
 * First events of what was moved in, and the events that they are read as. The name in the log says where a thing comes
 * from. All that goes on from it is the same.
 */
export const importedAs: { readonly [type: string]: string } = {
  UserImported: 'UserRegistered',
  ClientImported: 'ClientRegistered',
  ProductImported: 'ProductRegistered',
  StockItemImported: 'StockItemRegistered',
  OrderImported: 'OrderPlaced',
  EmployeeImported: 'EmployeeRegistered',
  LeaveBalanceImported: 'LeaveBalanceAdjusted',
  LeaveRequestImported: 'LeaveRequested',
  TimesheetImported: 'TimesheetSaved',
  PayImported: 'PayCalculated',
};
