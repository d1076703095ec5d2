import type { FoundPatient } from '../contract.ts';

/** Kinds of identifiers by which a person can be told. */
export type FoundBy = FoundPatient['foundBy'][number];
