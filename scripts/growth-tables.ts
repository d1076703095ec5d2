import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { growthZ, measurementAtZ } from '../src/slices/vitals/shared/growth/lms.ts';
import { packDays, unpackDays } from '../src/slices/vitals/shared/growth/packed.ts';

/**
 * Makes the growth tables of the product from the public ones: `growth-tables FOLDER [--check]`. The folder holds the daily tables
 * of the WHO (`who2006-*-for-age-days.tsv`), its daily LMS with the half distances to SD2 (`who2006-lms-by-day-wt-ht-hc-bmi.csv`)
 * and the CDC's reference (`cdc2000-lms-CDCref_d.csv`), as the package growthcleanr publishes them.
 */
const [folder, flag] = process.argv.slice(2);
if (folder === undefined) throw new Error('growth-tables FOLDER [--check]');

type Row = Record<string, string>;
const read = (name: string, delimiter: string): Row[] =>
  parse(readFileSync(path.join(folder, name), 'utf8'), {
    columns: true,
    delimiter,
    relax_column_count: true,
  });
const round = (text: string | undefined, digits: number) => Number(Number(text).toFixed(digits));
const sexes = { male: ['1', '0'], female: ['2', '1'] } as const;

const daily = read('who2006-lms-by-day-wt-ht-hc-bmi.csv', ',');
const faults: string[] = [];

function fromDaily(prefix: string, sex: keyof typeof sexes) {
  return daily
    .filter((row) => row.sex === sexes[sex][1])
    .map((row) => {
      const [l, m, s] = ['l', 'm', 's'].map((letter) => row[`who_${prefix}_${letter}`]);
      const reference = { l: round(l, 4), m: round(m, 4), s: round(s, 5) };
      checkDistance(row, prefix, reference);
      return reference;
    });
}

/** The second table prints half the way from the median to SD2 on either side: our formula must give it back. */
function checkDistance(row: Row, prefix: string, reference: { l: number; m: number; s: number }): void {
  for (const [side, column] of [
    [2, 'pos'],
    [-2, 'neg'],
  ] as const) {
    const ours = Math.abs(measurementAtZ(side, reference) - reference.m) / 2;
    const printed = Number(row[`who_${prefix}_csd_${column}`]);
    // the table was made of figures with more digits than it prints
    if (Math.abs(ours - printed) > 1e-5 * reference.m)
      faults.push(`${prefix} day ${row.agedays} sex ${row.sex} ${column}: ${ours} for ${printed}`);
    if (Math.abs(growthZ(measurementAtZ(side, reference), reference) - side) > 1e-9)
      faults.push(`${prefix} day ${row.agedays}: the way back`);
  }
}

function fromDays(name: string, prefix: string, sex: keyof typeof sexes) {
  const rows = read(`who2006-${name}-for-age-days.tsv`, '\t')
    .filter((row) => row.sex === sexes[sex][0])
    .map((row) => ({ l: Number(row.l), m: Number(row.m), s: Number(row.s) }));
  // the second table is interpolated between the published weeks and months; body mass has no weeks
  for (const [day, other] of fromDaily(prefix, sex).entries()) {
    const row = rows[day];
    if (day > 91 || day % 7 > 0 || prefix === 'bmi') continue;
    if (
      row === undefined ||
      (['l', 'm', 's'] as const).some((key) => Math.abs(row[key] - other[key]) > 1.5e-4)
    )
      faults.push(`${name} day ${day}: the two tables differ`);
  }
  return rows;
}

const lines = [
  '// Made by `scripts/growth-tables.ts`; do not edit.',
  '// WHO Child Growth Standards 2006, one row a day from birth (© World Health Organization; figures as published).',
];
const tables = {
  weight: ['weight', 'wt'],
  length: ['length-height', 'ht'],
  bodyMass: ['bmi', 'bmi'],
} as const;
for (const [indicator, [name, prefix]] of [...Object.entries(tables), ['head', [undefined, 'hc']] as const]) {
  for (const sex of ['male', 'female'] as const) {
    const rows = name === undefined ? fromDaily(prefix, sex) : fromDays(name, prefix, sex);
    const text = packDays(rows);
    if (JSON.stringify(unpackDays(text)) !== JSON.stringify(rows))
      faults.push(`${indicator} ${sex}: packing`);
    lines.push(`export const ${indicator}${sex === 'male' ? 'Boys' : 'Girls'} =\n  '${text}';`);
  }
}
save('who2006-days.ts', lines);

const cdc = read('cdc2000-lms-CDCref_d.csv', ',').filter((row) => row.denom === 'age');
const cdcLines = [
  '// Made by `scripts/growth-tables.ts`; do not edit.',
  '// CDC growth charts 2000, 2 to 20 years: months, L, M, S with the digits of the published table (public domain).',
];
for (const [indicator, letters] of Object.entries({ length: 'HT', weight: 'WT', bodyMass: 'BMI' })) {
  for (const sex of ['male', 'female'] as const) {
    const own = cdc.filter(
      (row) => row.SEX === sexes[sex][0] && Number(row._AGEMOS2) >= 24 && row[`_L${letters}1`],
    );
    const at = (row: Row, end: 1 | 2) =>
      [row[`_AGEMOS${end}`], ...['L', 'M', 'S'].map((one) => row[`_${one}${letters}${end}`])].join(' ');
    for (const [place, row] of own.slice(1).entries())
      if (at(row, 1) !== at(own[place] as Row, 2)) faults.push(`${indicator} ${sex} ${row._AGEMOS1}: a gap`);
    const rows = [...own.map((row) => at(row, 1)), at(own.at(-1) as Row, 2)];
    cdcLines.push(`export const ${indicator}${sex === 'male' ? 'Boys' : 'Girls'} =\n  '${rows.join(';')}';`);
  }
}
save('cdc2000-months.ts', cdcLines);
for (const fault of faults.slice(0, 20)) process.stderr.write(`✗ ${fault}\n`);
if (faults.length > 0) process.exitCode = 1;

function save(name: string, made: string[]): void {
  const file = path.join(import.meta.dirname, '../src/slices/vitals/shared/growth', name);
  const text = `${made.join('\n')}\n`;
  if (flag !== '--check') writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) faults.push(`${name} is not what the tables make`);
}
