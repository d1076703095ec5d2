/** What verification can find; each has its words in `messages`. */
export type FaultKind =
  /** Not the row that was written: its MAC does not fit, or the seal covers another. */
  | 'rowChanged'
  /** Sealed or waiting for its seal, and no longer there. */
  | 'rowMissing'
  /** Of nobody who has the key. */
  | 'rowForged'
  /** Written by us, yet somebody took it off the list of those to be sealed. */
  | 'rowLeftOut'
  /** Two seals cover it, or one that is sealed waits again. */
  | 'rowSealedTwice'
  /** Its own fields, or its signature, do not fit. */
  | 'sealChanged'
  | 'sealMissing'
  /** It does not carry on the seal before it. */
  | 'chainBroken'
  /** The anchor outside of the database knows of seals that the database has not, or has otherwise. */
  | 'olderThanAnchor'
  /** The line in the anchor file was not written by us. */
  | 'anchorChanged'
  /** Rows or seals by a key that is not in the folder of keys: nobody can tell. */
  | 'keyUnknown';

/** One finding, with its place. */
export interface Fault {
  kind: FaultKind;
  clinic: string;
  /** Of the row, or of the first of them. */
  rowId?: string | undefined;
  event?: string | undefined;
  /** ISO-8601 UTC where it can be told. */
  at?: string | undefined;
  /** Number of the seal, decimal. */
  seal?: string | undefined;
  keyId?: string | undefined;
  /** How many, where one line stands for several. */
  count?: number | undefined;
}

/** The instant that a UUIDv7 was made at. */
export function instantOfId(id: string): string | undefined {
  const ms = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  return Number.isNaN(ms) || ms > 8.64e15 ? undefined : new Date(ms).toISOString();
}
