import type { Meter } from './cpu.ts';
import { type Calls, type Figure, type Latencies, load, median } from './figures.ts';

/** What is measured, and by what it is measured. */
export interface Pair {
  name: string;
  size: string;
  ours: Calls;
  yardstick: Calls;
  requests: number;
  connections: number;
  runs: number;
  meter: Meter;
  /** What the goal is about; the share of the yardstick's throughput, unless it is a time. */
  goal?: { share: number } | { p95Ms: number } | { seconds: number };
}

/** Figures, and for the table of where the time goes the processor milliseconds of one request. */
export interface Measured {
  figures: Figure[];
  spent: Figure[];
}

/** Ours and the yardstick by turns in one run of the machine, the median of each: latency, throughput, and CPU. */
export async function pair(one: Pair): Promise<Measured> {
  const { name, size, connections, requests, runs, meter, goal } = one;
  const how = { connections, requests };
  const warm = { connections, requests: Math.ceil(requests / 10) };
  await load(one.ours, warm);
  await load(one.yardstick, warm);
  const by = (latencies: Latencies) => latencies.perSecond;
  const [bare, bareMs] = await metered(meter, 'yardstick', runs * requests, () =>
    median(runs, () => load(one.yardstick, how), by),
  );
  const [own, ownMs] = await metered(meter, 'server', runs * requests, () =>
    median(runs, () => load(one.ours, how), by),
  );
  const row = (value: number, yardstick: number, unit: string, words?: string): Figure => ({
    ...{ name, size, value, unit, yardstick, runs },
    // a run so short that no tick of the clock fell into it has no ratio
    ...(yardstick > 0 && { ratio: value / yardstick }),
    ...(words !== undefined && { goal: words }),
  });
  const share = goal && 'share' in goal ? `${goal.share} ×` : undefined;
  const p95 = goal && 'p95Ms' in goal ? `${goal.p95Ms} ms` : undefined;
  const figures =
    goal && 'seconds' in goal
      ? [row(own.p50 / 1000, bare.p50 / 1000, 's', `${goal.seconds} s`)]
      : [row(own.perSecond, bare.perSecond, 'a second', share), row(own.p95, bare.p95, 'ms p95', p95)];
  const unit = 'ms of CPU';
  const spent = [
    { ...row(ownMs.process, bareMs.process, unit), name: `${name}: the process` },
    { ...row(ownMs.database, bareMs.database, unit), name: `${name}: PostgreSQL` },
  ];
  return { figures, spent };
}

interface Spent {
  process: number;
  database: number;
}

/** A result, and the processor milliseconds that a request cost. */
async function metered<T>(
  meter: Meter,
  whose: 'server' | 'yardstick',
  requests: number,
  run: () => Promise<T>,
): Promise<[T, Spent]> {
  const before = { process: meter[whose](), database: meter.database() };
  const result = await run();
  return [
    result,
    {
      process: (meter[whose]() - before.process) / requests,
      database: (meter.database() - before.database) / requests,
    },
  ];
}
