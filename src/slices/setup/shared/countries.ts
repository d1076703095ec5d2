/** What a clinic of a country can choose from; the first of each is what it starts with. */
export interface CountryChoices {
  /** IANA zones in use there, the most people first. */
  zones: readonly string[];
  currency: 'IDR' | 'USD';
  language: 'en' | 'id';
}

/** tzdata's zone1970 and backward tables, one zone for each rule in force. */
export const countries: Record<'ID' | 'US', CountryChoices> = {
  ID: {
    zones: ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'],
    currency: 'IDR',
    language: 'id',
  },
  US: {
    zones: [
      'America/New_York',
      'America/Chicago',
      'America/Denver',
      'America/Phoenix',
      'America/Los_Angeles',
      'America/Anchorage',
      'Pacific/Honolulu',
      'America/Puerto_Rico',
      'Pacific/Guam',
    ],
    currency: 'USD',
    language: 'en',
  },
};

/**
 * A short name for addresses, made of the clinic's name: `Klinik Melati Ibu & Anak` is `klinik-melati-ibu-anak`.
 * Empty when nothing of the name can be part of an address.
 */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}
