import type { PaperSize, PaperUse } from '#platform/shared/print-contract.ts';

export const pointsPerMm = 72 / 25.4;

export interface Sheet {
  widthPoints: number;
  /** `auto`: as long as what is on it, as a roll is. */
  heightPoints: number | 'auto';
  /** Left, top, right, bottom, in points. */
  margins: [number, number, number, number];
  fontSizePoints: number;
  form: 'sheet' | 'roll' | 'label';
}

/** Rolls have a printable width of 72 and 48 mm on paper of 80 and 58 mm; printers cut what lies outside. */
export const sheets: Record<PaperSize, Sheet> = {
  A4: {
    widthPoints: 595.28,
    heightPoints: 841.89,
    margins: [48, 48, 48, 52],
    fontSizePoints: 10,
    form: 'sheet',
  },
  A5: {
    widthPoints: 419.53,
    heightPoints: 595.28,
    margins: [34, 38, 34, 44],
    fontSizePoints: 9,
    form: 'sheet',
  },
  Letter: {
    widthPoints: 612,
    heightPoints: 792,
    margins: [50, 48, 50, 52],
    fontSizePoints: 10,
    form: 'sheet',
  },
  thermal80: {
    widthPoints: 80 * pointsPerMm,
    heightPoints: 'auto',
    margins: [12, 10, 12, 14],
    fontSizePoints: 9,
    form: 'roll',
  },
  thermal58: {
    widthPoints: 58 * pointsPerMm,
    heightPoints: 'auto',
    margins: [14.5, 8, 14.5, 12],
    fontSizePoints: 8,
    form: 'roll',
  },
  label50x25: {
    widthPoints: 50 * pointsPerMm,
    heightPoints: 25 * pointsPerMm,
    margins: [5, 4, 5, 3],
    fontSizePoints: 6.5,
    form: 'label',
  },
  card: {
    widthPoints: 85.6 * pointsPerMm,
    heightPoints: 54 * pointsPerMm,
    // card printers leave a rim of about 1 mm, and a cut is off by as much again
    margins: [11, 11, 9, 9],
    fontSizePoints: 8.5,
    form: 'label',
  },
};

/** The sheet that a paper is laid on, turned where its long side lies across. */
export function sheetOf({ size, landscape }: { size: PaperSize; landscape?: boolean }): Sheet {
  const sheet = sheets[size];
  const { widthPoints, heightPoints } = sheet;
  if (!landscape || sheet.form !== 'sheet' || heightPoints === 'auto') return sheet;
  return { ...sheet, widthPoints: heightPoints, heightPoints: widthPoints };
}

/** The usual size in the clinic's country: Letter in the United States; in Indonesia A4, and A5 for a kuitansi. */
export function paperSizeFor(country: string, use: PaperUse): PaperSize {
  if (use === 'slip') return 'thermal80';
  if (use === 'label') return 'label50x25';
  if (country === 'US') return 'Letter';
  return use === 'receipt' ? 'A5' : 'A4';
}
