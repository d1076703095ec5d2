import type { CustomTableLayout, StyleDictionary } from 'pdfmake/interfaces.js';

/** Dark enough to stay black on the office's laser printer, one accent for those that print in colour. */
export const colours = {
  ink: '#17252b',
  muted: '#4f6169',
  accent: '#0b5d63',
  rule: '#b9c7cb',
  band: '#eef4f4',
  warning: '#8a2b06',
} as const;

/**
 * Styles by name. Noto Sans has much white in its own line height, so a factor of 1 is right everywhere. Sizes follow the sheet's base size, so that A5 and a roll look like the same hand.
 */
export function stylesFor(basePoints: number): StyleDictionary {
  return {
    clinic: { fontSize: basePoints * 1.5, bold: true, color: colours.accent },
    title: { fontSize: basePoints * 1.5, bold: true, color: colours.ink },
    heading: { fontSize: basePoints * 1.12, bold: true, color: colours.accent, margin: [0, 9, 0, 3] },
    label: { fontSize: basePoints * 0.78, color: colours.muted },
    value: { fontSize: basePoints, bold: true },
    tableHead: { fontSize: basePoints * 0.84, bold: true, color: colours.muted },
    small: { fontSize: basePoints * 0.82, color: colours.muted },
    mark: { fontSize: basePoints * 0.95, bold: true, color: colours.warning },
  };
}

/** Black for heads of receipt printers, which burn grey as a pattern of dots. */
export function blackStyles(basePoints: number): StyleDictionary {
  const entries = Object.entries(stylesFor(basePoints)).map(([name, style]) => [
    name,
    { ...style, color: '#000000' },
  ]);
  return Object.fromEntries(entries) as StyleDictionary;
}

const none = () => 0;

/** Layouts by name: a kept paper names them, because JSON cannot hold the functions. */
export const tableLayouts: Record<string, CustomTableLayout> = {
  grid: {
    hLineWidth: none,
    vLineWidth: none,
    paddingLeft: none,
    paddingRight: () => 10,
    paddingTop: () => 2,
    paddingBottom: () => 4,
  },
  ruled: {
    hLineWidth: (row, node) => (row === 0 ? 0 : row === 1 || row === node.table.body.length ? 0.9 : 0.4),
    vLineWidth: none,
    hLineColor: (row, node) => (row === 1 || row === node.table.body.length ? colours.muted : colours.rule),
    paddingLeft: (column) => (column === 0 ? 0 : 8),
    paddingRight: (column, node) => (column === (node.table.body[0]?.length ?? 0) - 1 ? 0 : 8),
    paddingTop: () => 3,
    paddingBottom: () => 3.5,
  },
  totals: {
    hLineWidth: none,
    vLineWidth: none,
    paddingLeft: (column) => (column === 0 ? 0 : 18),
    paddingRight: none,
    paddingTop: () => 1.5,
    paddingBottom: () => 1.5,
  },
  boxed: {
    hLineWidth: () => 0.6,
    vLineWidth: () => 0.6,
    hLineColor: () => colours.rule,
    vLineColor: () => colours.rule,
    paddingLeft: () => 8,
    paddingRight: () => 8,
    paddingTop: () => 5,
    paddingBottom: () => 6,
  },
  band: {
    hLineWidth: none,
    vLineWidth: none,
    fillColor: () => colours.band,
    paddingLeft: () => 9,
    paddingRight: () => 9,
    paddingTop: () => 6,
    paddingBottom: () => 6,
  },
  dashed: {
    hLineWidth: () => 0.6,
    vLineWidth: () => 0.6,
    hLineColor: () => colours.muted,
    vLineColor: () => colours.muted,
    hLineStyle: () => ({ dash: { length: 2.5, space: 2 } }),
    vLineStyle: () => ({ dash: { length: 2.5, space: 2 } }),
    paddingTop: none,
    paddingBottom: none,
  },
};
