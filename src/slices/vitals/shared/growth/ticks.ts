import type { GrowthChart } from '#slices/vitals/contract-chart.ts';

/** Ticks of the age axis: months up to five years, whole years beyond; of lengths the usual ones. */
export function growthTicks({ xOf, standard }: Pick<GrowthChart, 'xOf' | 'standard'>): {
  xTicks?: { at: number; label: string }[];
} {
  if (xOf === 'lengthCm') return {};
  const steps = (from: number, to: number, by: number) =>
    Array.from({ length: (to - from) / by + 1 }, (_, place) => from + place * by);
  return standard === 'cdc2000'
    ? { xTicks: steps(24, 240, 24).map((at) => ({ at, label: String(at / 12) })) }
    : { xTicks: steps(0, 60, 6).map((at) => ({ at, label: String(at) })) };
}
