/** Two records that are to be joined, or to be taken apart again. */
export interface ChartPair {
  /** The record that stays. */
  survivorId: string;
  /** The record that is, or was, joined with it. */
  otherId: string;
  act: 'join' | 'part';
}

/** A table whose rows go from one record to the other. */
export interface MovedTable {
  table: string;
  /** Columns of the primary key beside the clinic, without the patient. */
  key: readonly string[];
  /** The visit that a row is of: what was written since then goes where its visit goes. */
  visit?: string;
  /** Counted by patient: rows that come in go on after those that are there. */
  counted?: string;
  /** One row a patient, or one for each of these columns: where the record that stays has its own, the other's stays behind. */
  single?: readonly string[];
}
