import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatMoney, type Money } from '#platform/shared/money.ts';
import { amountInWords } from '#platform/shared/terbilang.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { words } from '../words.ts';
import { colours } from './look.ts';

/*
 * Blocks are plain JSON: a kept paper is printed again from the database, so no block may hold a function. Their
 * lines and paddings are the layouts that `look.ts` registers by name.
 */

/** A heading inside a paper. */
export function heading(text: string): Content {
  return { text, style: 'heading' };
}

/** Label and value in pairs, `columns` pairs to a row. A value that is empty prints as a dash: nothing was left out. */
export function keyValueGrid(
  pairs: readonly { label: string; value: string }[],
  columns: 1 | 2 | 3 = 2,
): Content {
  const cells = pairs.map(
    ({ label, value }): TableCell => ({
      stack: [
        { text: label, style: 'label' },
        { text: value === '' ? '–' : value, style: 'value' },
      ],
    }),
  );
  const rows: TableCell[][] = [];
  for (let at = 0; at < cells.length; at += columns) {
    const row = cells.slice(at, at + columns);
    while (row.length < columns) row.push({ text: '' });
    rows.push(row);
  }
  return { table: { widths: Array(columns).fill('*'), body: rows, dontBreakRows: true }, layout: 'grid' };
}

/** A column of a table: `right` for figures and money, so that digits stand under digits. */
export interface PaperColumn {
  title: string;
  align?: 'left' | 'right' | 'center';
  /** Points, `*` for a share of what is left (the default), `auto` for as much as the words need. */
  width?: number | '*' | 'auto';
}

export type PaperCell = string | Money | { text: string; bold?: boolean };

function cellText(cell: PaperCell, language: Language): string {
  if (typeof cell === 'string') return cell;
  return 'minor' in cell ? formatMoney(cell, localeFor(language)) : cell.text;
}

/** A table whose head is repeated on every page and whose rows are never torn. Money is right-aligned by itself. */
export function dataTable(
  columns: readonly PaperColumn[],
  rows: readonly (readonly PaperCell[])[],
  language: Language,
): Content {
  const isMoney = (at: number) => rows.some((row) => typeof row[at] === 'object' && 'minor' in row[at]);
  const alignment = columns.map((column, at) => column.align ?? (isMoney(at) ? 'right' : 'left'));
  const head = columns.map(
    (column, at): TableCell => ({
      text: column.title,
      style: 'tableHead',
      alignment: alignment[at] ?? 'left',
    }),
  );
  const body = rows.map((row) =>
    columns.map((_, at): TableCell => {
      const cell = row[at] ?? '';
      const bold = typeof cell === 'object' && 'bold' in cell && cell.bold === true;
      return { text: cellText(cell, language), alignment: alignment[at] ?? 'left', ...(bold && { bold }) };
    }),
  );
  const widths = columns.map((column, at) => column.width ?? (alignment[at] === 'right' ? 'auto' : '*'));
  return {
    table: { headerRows: 1, keepWithHeaderRows: 1, dontBreakRows: true, widths, body: [head, ...body] },
    layout: 'ruled',
    margin: [0, 4, 0, 4],
  };
}

/** Sums under a table, at its right edge; the last line (or the one marked `strong`) is the one that is owed. */
export function totals(
  lines: readonly { label: string; amount: Money; strong?: boolean }[],
  language: Language,
): Content {
  const body = lines.map(({ label, amount, strong }, at): TableCell[] => {
    const bold = strong ?? at === lines.length - 1;
    return [
      { text: label, alignment: 'right', bold },
      { text: formatMoney(amount, localeFor(language)), alignment: 'right', bold, noWrap: true },
    ];
  });
  return {
    table: { widths: ['*', 'auto'], body, dontBreakRows: true },
    layout: 'totals',
    margin: [0, 2, 0, 6],
    unbreakable: true,
  };
}

/** The amount in words (terbilang) in a box, as an Indonesian kuitansi must and an American receipt may have it. */
export function amountInWordsBox(amount: Money, language: Language): Content {
  const spoken = amountInWords(amount, language);
  const sentence = spoken.charAt(0).toUpperCase() + spoken.slice(1);
  return boxed([
    { text: words(language, 'print_amountInWords'), style: 'label' },
    { text: sentence, italics: true },
  ]);
}

/** Content in a thin frame, never torn over two pages. */
export function boxed(stack: Content[]): Content {
  return {
    table: { widths: ['*'], body: [[{ stack }]] },
    layout: 'boxed',
    margin: [0, 4, 0, 4],
    unbreakable: true,
  };
}

/** Above this a receipt needs a duty stamp of Rp10.000 (UU 10/2020 on Bea Meterai, article 3: more than Rp5.000.000). */
const meteraiAboveMinor = 5_000_000n;

/** Whether a receipt over this amount needs a meterai. Only rupiah do. */
export function needsMeterai(amount: Money): boolean {
  return amount.currency === 'IDR' && amount.minor > meteraiAboveMinor;
}

export interface Signer {
  /** Empty: a dotted line to be filled in by hand. */
  name: string;
  role: string;
  licenceNumber?: string;
  /** Words for the number where it is not the usual one, e.g. `NPI`, `No. STR`. */
  licenceLabel?: string;
}

/**
 * Signatures side by side, at the right when there is only one. `place` and the date stand above the last one, where
 * letters here carry them. With `receiptOver`, a place for the meterai is kept where the law asks for one.
 */
export function signatureBlock(
  signers: readonly Signer[],
  about: { place: string; date: string; language: Language; receiptOver?: Money },
): Content {
  const date = formatPlainDate(about.date, localeFor(about.language));
  const placed = words(about.language, 'print_placeAndDate', { place: about.place, date });
  const meterai = about.receiptOver !== undefined && needsMeterai(about.receiptOver);
  const columns = signers.map((signer, at) => {
    const last = at === signers.length - 1;
    return signature(signer, last ? placed : ' ', last && meterai, about.language);
  });
  const filled = signers.length === 1 ? [{ text: '', width: '*' }, ...columns] : columns;
  return { columns: filled, columnGap: 24, margin: [0, 16, 0, 0], unbreakable: true };
}

function signature(signer: Signer, placed: string, meterai: boolean, language: Language) {
  const licence = signer.licenceLabel ?? words(language, 'print_licenceNumber');
  const name: Content =
    signer.name === ''
      ? { text: '.'.repeat(44), color: colours.muted }
      : { text: signer.name, bold: true, decoration: 'underline' };
  const stack: Content[] = [
    { text: placed },
    { text: signer.role, margin: [0, 2, 0, 0] },
    meterai ? meteraiBox(language) : { text: ' ', margin: [0, 34, 0, 0] },
    name,
  ];
  if (signer.licenceNumber) stack.push({ text: `${licence} ${signer.licenceNumber}`, style: 'small' });
  return { stack, width: '*' };
}

/** The place of the stamp, on which the signature goes half over it. */
export function meteraiBox(language: Language): Content {
  return {
    table: {
      widths: [64],
      heights: [38],
      body: [
        [
          {
            stack: [
              { text: words(language, 'print_meterai'), bold: true },
              { text: 'Rp10.000' },
              { text: words(language, 'print_meteraiAmount') },
            ],
            alignment: 'center',
            fontSize: 6.5,
            color: colours.muted,
            margin: [0, 5, 0, 0],
          },
        ],
      ],
    },
    layout: 'dashed',
    margin: [0, 4, 0, 4],
  };
}
