import type { Element, Special } from './codes.ts';

/** What stands on a signed paper; blank where it says nothing. Days are `YYYY-MM-DD`. */
export interface Authorisation {
  description: string;
  discloser: string;
  recipient: string;
  purpose: string;
  expiresOn: string | null;
  expiryEvent: string;
  signedOn: string | null;
  signer: 'patient' | 'representative';
  signerName: string;
  /** By what right somebody else signs. */
  authority: string;
  revocation: boolean;
  redisclosure: boolean;
  noConditioning: boolean;
  special: Special[];
  endedOn: string | null;
  ended: 'revoked' | 'eventHappened' | null;
}

const says: Record<Element, (paper: Authorisation) => boolean> = {
  description: (paper) => paper.description !== '',
  discloser: (paper) => paper.discloser !== '',
  recipient: (paper) => paper.recipient !== '',
  purpose: (paper) => paper.purpose !== '',
  expiry: (paper) => paper.expiresOn !== null || paper.expiryEvent !== '',
  signature: (paper) => paper.signedOn !== null && paper.signerName !== '',
  authority: (paper) => paper.signer === 'patient' || paper.authority !== '',
  revocation: (paper) => paper.revocation,
  redisclosure: (paper) => paper.redisclosure,
  noConditioning: (paper) => paper.noConditioning,
};

/** What the law asks for and the paper does not say. */
export function gapsOf(paper: Authorisation, asked: readonly Element[]): Element[] {
  return asked.filter((element) => !says[element](paper));
}

export type Standing = 'valid' | 'incomplete' | 'expired' | 'revoked';

/** Whether something may be released by it on a day. On its last day it still holds; from the day of its end not. */
export function standingOf(paper: Authorisation, asked: readonly Element[], day: string): Standing {
  const ended = paper.endedOn !== null && paper.endedOn <= day;
  if (ended && paper.ended === 'revoked') return 'revoked';
  if (ended || (paper.expiresOn !== null && paper.expiresOn < day)) return 'expired';
  return gapsOf(paper, asked).length > 0 ? 'incomplete' : 'valid';
}
