import { parseNpi } from '#platform/shared/identifiers.ts';

/** Number under which somebody may practise, by the clinic's country. */
export interface Licence {
  kind: 'NPI' | 'SIP' | 'licence';
  value: string;
}

/** FHIR identifier systems; the NPI's is HL7's own. */
export const licenceSystems: Record<Licence['kind'], string> = {
  NPI: 'http://hl7.org/fhir/sid/us-npi',
  SIP: 'https://serambi.health/fhir/sip',
  licence: 'https://serambi.health/fhir/licence',
};

const kindOfCountry: Record<string, Licence['kind']> = { US: 'NPI', ID: 'SIP' };

/**
 * Reads a licence as it is typed or printed, with or without its abbreviation (`SIP 503/…`, `npi: 1234567893`).
 * @param country ISO 3166 alpha-2 of the clinic
 * @returns the licence; null for blank text; `'npi'` where a US number does not pass its check digit
 */
export function readLicence(country: string, text: string): Licence | null | 'npi' {
  const kind = kindOfCountry[country] ?? 'licence';
  const value = text.trim().replace(/^(NPI|SIP)\b[\s.:-]*/i, '');
  if (value === '') return null;
  if (kind !== 'NPI') return { kind, value };
  const npi = parseNpi(value);
  return npi.valid ? { kind, value: npi.value } : 'npi';
}

/** As papers print it. */
export function licenceText({ kind, value }: Licence): string {
  return kind === 'licence' ? value : `${kind} ${value}`;
}
