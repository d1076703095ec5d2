import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { blockOf, blockSize } from '#testing/search/grown-resources.ts';
import type { Clinic } from '#platform/server/context.ts';
import type { Bare } from './bare.ts';
import { cpuMs, type Meter } from './cpu.ts';
import { load } from './figures.ts';
import { clinicSlug, type Home } from './home.ts';
import type { Measured } from './pair.ts';

/** What `serambi import` writes in one transaction. */
const batch = 100;
/** Blocks of their own, which no record is grown to: a million has a hundred. */
let block = 300;

/**
 * `serambi import fhir` beside the running server, start and all: validation, index, keepers, history, outbox and
 * audit. The yardstick inserts rows of the same texts, as many in a transaction.
 */
export async function bulkImport(
  home: Home,
  bare: Bare,
  meter: Meter,
  clinic: Clinic,
  options: { size: string; resources: number },
): Promise<Measured> {
  const count = Math.min(options.resources, blockSize);
  block += 1;
  const texts = [...blockOf(block, clinic)].slice(0, count).map((one) => JSON.stringify(one));
  const file = path.join(home.folder, `import-${block}.ndjson`);
  writeFileSync(file, `${texts.join('\n')}\n`);
  const perResource = async (cpu: () => number, run: () => unknown) => {
    const before = [performance.now(), cpu(), meter.database()] as const;
    await run();
    return {
      perSecond: (count * 1000) / (performance.now() - before[0]),
      processMs: (cpu() - before[1]) / count,
      databaseMs: (meter.database() - before[2]) / count,
    };
  };
  const insert = bare.insert(texts.slice(0, batch));
  const row = await perResource(meter.yardstick, () =>
    load(insert, { connections: 1, requests: count / batch }),
  );
  const own = await perResource(
    () => cpuMs('self'),
    () => home.cli('import', 'fhir', file, '--clinic', clinicSlug),
  );
  const name = 'bulk import';
  const size = `${options.size}, ${count} more`;
  const unit = 'ms of CPU';
  const ratio = (value: number, yardstick: number) => ({
    value,
    yardstick,
    ratio: value / yardstick,
    runs: 1,
  });
  return {
    figures: [
      { name, size, unit: 'a second', ...ratio(own.perSecond, row.perSecond), goal: '2000 a second' },
    ],
    spent: [
      { name: `${name}: the process`, size, unit, ...ratio(own.processMs, row.processMs) },
      { name: `${name}: PostgreSQL`, size, unit, ...ratio(own.databaseMs, row.databaseMs) },
    ],
  };
}
