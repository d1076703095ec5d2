import type { Country } from './languages.ts';

/** The parts of a FHIR Address that we write, with the Indonesian parts that FHIR keeps in an extension. */
export type PostalAddress = {
  text?: string | undefined;
  line?: readonly string[] | undefined;
  /** Neighbourhood units, three digits each when padded. */
  rt?: string | undefined;
  rw?: string | undefined;
  /** kelurahan or desa, then kecamatan */
  village?: string | undefined;
  subdistrict?: string | undefined;
  city?: string | undefined;
  /** Two-letter USPS state or Indonesian province name */
  state?: string | undefined;
  postalCode?: string | undefined;
};

export type AddressProblem = { field: 'state' | 'postalCode' | 'rt' | 'rw'; code: 'unknown' | 'pattern' };

/** States, district, territories and military mail as USPS abbreviates them. */
const uspsStates = new Set(
  (
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR ' +
    'PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI FM MH PW AA AE AP'
  ).split(' '),
);

/** What is malformed; an address that is merely incomplete is no error, for many people live without a street name. */
export function addressProblems(address: PostalAddress, country: Country): AddressProblem[] {
  const problems: AddressProblem[] = [];
  const postal = country === 'US' ? /^\d{5}(-\d{4})?$/ : /^\d{5}$/;
  if (country === 'US' && address.state && !uspsStates.has(address.state.toUpperCase())) {
    problems.push({ field: 'state', code: 'unknown' });
  }
  if (address.postalCode && !postal.test(address.postalCode))
    problems.push({ field: 'postalCode', code: 'pattern' });
  for (const field of ['rt', 'rw'] as const) {
    if (address[field] && !/^\d{1,3}$/.test(address[field])) problems.push({ field, code: 'pattern' });
  }
  return problems;
}

/** Whether the text is a region code of the Ministry of Home Affairs: province 2, regency 4, district 6, village 10 digits. */
export function isRegionCode(text: string): boolean {
  return /^[1-9]\d(\d{2}(\d{2}(\d{4})?)?)?$/.test(text);
}

/** The lines of an envelope or letter, empty parts left out; free text stands when there are no parts. */
export function addressLines(address: PostalAddress, country: Country): string[] {
  const { line = [], rt, rw, village, subdistrict, city, state, postalCode } = address;
  const units = rt || rw ? `RT ${(rt ?? '').padStart(3, '0')}/RW ${(rw ?? '').padStart(3, '0')}` : '';
  const place =
    country === 'US'
      ? [city, [state, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
      : [[city, state].filter(Boolean).join(', '), postalCode].filter(Boolean).join(' ');
  const district = [village, subdistrict].filter(Boolean).join(', ');
  const lines = [...line, units, district, place].filter((text) => text !== '');
  return lines.length > 0 || !address.text ? lines : [address.text];
}
