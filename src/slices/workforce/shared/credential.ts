import { type Licence, readLicence } from './licence.ts';

/** What somebody holds beside, or in place of, the licence that papers print: `STR 31 1 …`, `CMA 123456`. */
export interface Credential {
  kind: string;
  number: string;
  /** Last day on which it is good; absent where it does not end. */
  untilDay?: string | undefined;
}

/** A credential as somebody wrote it down. */
export interface CredentialText {
  kind?: string | undefined;
  number: string;
  untilDay?: string | undefined;
}

/**
 * Kinds by the country that gives them: STR is the registration and SIP the permission to practise at a place in
 * Indonesia; CMA (AAMA), RMA (AMT), CCMA (NHA), NCMA (NCCT) and CMAC (AMCA) certify medical assistants in the US and
 * license nobody, RN and LPN are licences of the states.
 */
export const credentialKinds: Record<string, readonly string[]> = {
  ID: ['SIP', 'STR'],
  US: ['NPI', 'CMA', 'RMA', 'CCMA', 'NCMA', 'CMAC', 'RN', 'LPN'],
};

export type CredentialReading =
  | { licence: Licence; untilDay: string | undefined }
  | { credential: Credential; known: boolean }
  | 'npi'
  | 'empty';

/**
 * Tells the licence that papers print (NPI, SIP) from other credentials. The kind may stand before the number, and
 * a word in brackets after it (`CMA (AAMA)`).
 * @param country ISO 3166 alpha-2 of the clinic
 * @returns `'npi'` where a US number does not pass its check digit, `'empty'` where there is no number
 */
export function readCredential(country: string, text: CredentialText): CredentialReading {
  const kinds = credentialKinds[country] ?? [];
  const before = /^([A-Za-z]{2,5})\b[\s.:-]+(?=\S)/.exec(text.number.trim());
  const inNumber = kinds.find((kind) => kind === before?.[1]?.toUpperCase());
  const bare = inNumber && before ? text.number.trim().slice(before[0].length).trim() : text.number.trim();
  if (!/[\p{L}\p{N}]/u.test(bare)) return 'empty';
  const said = text.kind?.replace(/\s*\([^)]*\)\s*$/, '').trim();
  const kind = kinds.find((one) => one === said?.toUpperCase()) ?? (said || inNumber);
  if (kind === undefined || kind === 'NPI' || kind === 'SIP') {
    const licence = readLicence(country, bare);
    if (licence === 'npi') return 'npi';
    if (licence && (kind === undefined || licence.kind === kind)) return { licence, untilDay: text.untilDay };
  }
  const credential = {
    kind: kind ?? '',
    number: bare,
    ...(text.untilDay && { untilDay: text.untilDay }),
  };
  return { credential, known: kinds.includes(kind ?? '') };
}
