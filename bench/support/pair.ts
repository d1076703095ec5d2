import { type Call, type Figure, type Latencies, load, median } from './figures.ts';

/** What is measured, and by what it is measured. */
export interface Pair {
  name: string;
  size: string;
  ours: Call;
  yardstick: Call;
  requests: number;
  connections: number;
  runs: number;
  /** Least share of the yardstick's throughput. */
  goal?: number;
}

/** Ours and the yardstick by turns in one run of the machine, the median of each: latency and throughput. */
export async function pair(one: Pair): Promise<Figure[]> {
  const { name, size, connections, requests, runs, goal } = one;
  const how = { connections, requests };
  const warm = { connections, requests: Math.ceil(requests / 10) };
  await load(one.ours, warm);
  await load(one.yardstick, warm);
  const by = (latencies: Latencies) => latencies.perSecond;
  const bare = await median(runs, () => load(one.yardstick, how), by);
  const own = await median(runs, () => load(one.ours, how), by);
  const ratioOf = (unit: 'p95' | 'perSecond') => own[unit] / bare[unit];
  return [
    {
      ...{ name, size, value: own.perSecond, unit: 'a second', yardstick: bare.perSecond, runs },
      ...{ ratio: ratioOf('perSecond'), ...(goal !== undefined && { goal: `${goal} ×` }) },
    },
    { name, size, value: own.p95, unit: 'ms p95', yardstick: bare.p95, ratio: ratioOf('p95'), runs },
  ];
}
