import type { RangeTable } from '../shared/range-table.ts';

/** The same shape with every figure as it is typed. */
export type Texts<Shape> = Shape extends number ? string : { [Key in keyof Shape]: Texts<Shape[Key]> };

/** Figures as texts for the fields. */
export function asTexts<Shape>(shape: Shape): Texts<Shape> {
  return over(shape, (leaf) => String(leaf)) as Texts<Shape>;
}

/** What was typed as figures, comma or point alike; what is none becomes NaN, which the server names by its field. */
export function asFigures(texts: Texts<RangeTable>): RangeTable {
  return over(texts, (leaf) => {
    const text = String(leaf).trim();
    return text === '' ? Number.NaN : Number(text.replace(',', '.'));
  }) as RangeTable;
}

function over(shape: unknown, change: (leaf: unknown) => unknown): unknown {
  if (typeof shape !== 'object' || shape === null) return change(shape);
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, over(value, change)]));
}
