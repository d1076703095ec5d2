import type { Figure } from './figures.ts';

/** What a million costs for what ten thousand costs, of each figure that was measured with both. */
export function growthOf(figures: readonly Figure[], sizes: readonly number[]): Figure[] {
  const [small, large] = sizes;
  if (small === undefined || large === undefined) return [];
  const bySize = (size: number) =>
    figures.filter((one) => one.unit !== 'ms p95' && one.size.startsWith(`${size} resources,`));
  return bySize(small).flatMap((few): Figure[] => {
    const rest = few.size.slice(String(small).length);
    const many = bySize(large).find(
      (one) => one.name === few.name && one.size.slice(String(large).length) === rest,
    );
    if (!many) return [];
    // what is said a second becomes less where it costs more
    const value = few.unit === 'a second' ? few.value / many.value : many.value / few.value;
    return [
      {
        ...{
          name: `${few.name}: what it costs more`,
          size: `${large} for ${small}${rest.replace(' resources', '')}`,
        },
        ...{ value, unit: 'times', goal: '1.3 times', runs: few.runs },
      },
    ];
  });
}
