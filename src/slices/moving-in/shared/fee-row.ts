import { type Locale, localeFor } from '#platform/shared/languages.ts';
import { type MoneyEntry, type MoneyJson, moneyToJson, parseMoney } from '#platform/shared/money.ts';
import { foldName } from '#platform/shared/names.ts';
import type { FieldRule } from './field.ts';
import { problem, type RowProblem, type RowReading, type Said, warning } from './row-reading.ts';

/** What a file of fees can say. */
export const feeFields: readonly FieldRule[] = [
  {
    key: 'code',
    required: 'code',
    headings:
      'code|fee code|service code|item code|procedure code|cpt|cpt code|hcpcs|kode|kode tarif|kode tindakan|kode layanan|kode jasa|kd jenis prw|kd_jenis_prw',
  },
  {
    key: 'label',
    required: 'label',
    headings:
      'name|description|fee|fee name|service|service name|item|procedure|nama|uraian|deskripsi|nama tarif|tarif|tindakan|nama tindakan|layanan|nama layanan|nm perawatan|nm_perawatan',
  },
  { key: 'labelEn', headings: 'name in english|english name|description english|nama inggris' },
  { key: 'labelId', headings: 'name in indonesian|indonesian name|nama indonesia' },
  {
    key: 'price',
    required: 'price',
    headings:
      'price|fee amount|amount|charge|standard fee|unit price|rate|harga|biaya|jumlah|nominal|harga satuan|total byrdr|total_byrdr',
  },
  { key: 'kind', headings: 'kind|type|category|fee type|jenis|kategori|golongan' },
];

export interface FeeRow {
  code: string;
  labelEn: string;
  labelId: string;
  kind: 'visitType' | 'act' | 'medicine' | 'other';
  price: MoneyJson;
}

const kinds: Record<string, FeeRow['kind']> = {
  ...{ visit: 'visitType', kunjungan: 'visitType', konsultasi: 'visitType', consultation: 'visitType' },
  ...{ act: 'act', procedure: 'act', tindakan: 'act', jasa: 'act', medicine: 'medicine', drug: 'medicine' },
  ...{ obat: 'medicine', medication: 'medicine', other: 'other', lainnya: 'other', lain: 'other' },
};

/** Reads a row as far as the row alone tells. Amounts are in the clinic's currency, as people write it here or there. */
export function readFeeRow(
  said: Said,
  clinic: { currency: string; language: 'en' | 'id' },
): RowReading<FeeRow> {
  const problems: RowProblem[] = [];
  const code = said.values.get('code') ?? '';
  if (!code) problems.push(problem('code', 'codeMissing'));
  const label = said.values.get('label');
  const labelEn = said.values.get('labelEn') ?? label ?? '';
  const labelId = said.values.get('labelId') ?? label ?? '';
  if (!labelEn || !labelId) problems.push(problem('label', 'labelMissing'));
  const kindText = said.values.get('kind');
  const kind = kindText ? kinds[foldName(kindText).replaceAll(' ', '')] : undefined;
  if (kindText && !kind) problems.push(warning('kind', 'feeKindOther'));
  const price = readPrice(said.values.get('price') ?? '', clinic.currency, localeFor(clinic.language));
  if (!price.ok) problems.push(problem('price', `price_${price.code}`));
  else if (price.money.minor < 0n) problems.push(problem('price', 'price_negative'));
  const json = price.ok ? moneyToJson(price.money) : { minor: '0', currency: clinic.currency };
  return {
    value: { code, labelEn, labelId, kind: kind ?? 'other', price: json },
    problems,
    likeness: code ? code.toLowerCase() : undefined,
    title: [code, label ?? labelEn].filter(Boolean).join(' · '),
  };
}

/**
 * As it is written in the clinic's language, or in the other one where it can be nothing else there: `12,50` dollars of
 * a spreadsheet with decimal commas. What either could mean is never chosen.
 */
function readPrice(text: string, currency: string, locale: Locale): MoneyEntry {
  const here = parseMoney(text, currency, locale);
  if (here.ok || here.code === 'ambiguous') return here;
  const there = parseMoney(text, currency, locale === 'en-US' ? 'id-ID' : 'en-US');
  return there.ok ? there : here;
}
