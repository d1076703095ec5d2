import { performance } from 'node:perf_hooks';
import { verifyClinic } from '#platform/server/audit/verify.ts';
import { macKeyId } from '#platform/server/audit/mac.ts';
import type { TestServer } from '#testing/server.ts';
import { openGround } from './ground.ts';

/** So long may a million rows take. */
const mostSecondsForAMillion = 60;
const batch = 5_000;
const times = 3;

/** Writes many rows of one clinic by the product's code, seals them, and verifies them a few times. */
export async function many(
  server: TestServer,
  { rows, tell }: { rows: number; tell: (words: string) => void },
): Promise<{ failures: string[]; figures: Record<string, number> }> {
  const ground = await openGround(server);
  try {
    const { clinicA: clinic } = ground.database;
    const wroteSeconds = await seconds(async () => {
      for (let k = 0; k < rows; k += batch) {
        await ground.write(clinic.id, Math.min(batch, rows - k));
        if (k % 100_000 === 0) tell(`${k} of ${rows} rows written`);
      }
    });
    const sealedSeconds = await seconds(() => ground.sealer.round());
    const failures: string[] = [];
    const took: number[] = [];
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 50);
    for (let k = 0; k < times; k += 1) {
      took.push(
        await seconds(async () => {
          const verified = await verifyClinic(ground.database.db, {
            ...{
              clinic,
              keys: new Map([[macKeyId(ground.key), ground.key]]),
              anchors: [await ground.anchors.read()],
            },
            onFault: (fault) => failures.push(`an untouched trail of ${rows} rows: ${JSON.stringify(fault)}`),
          });
          if (verified.rows !== rows) failures.push(`${verified.rows} of ${rows} rows were looked at`);
        }),
      );
      tell(`${rows} rows verified in ${took.at(-1)?.toFixed(1)} s`);
    }
    clearInterval(watch);
    took.sort((a, b) => a - b);
    const median = took[Math.floor(times / 2)] ?? 0;
    if (rows >= 1_000_000 && median > mostSecondsForAMillion * (rows / 1_000_000))
      failures.push(`${rows} rows took ${median.toFixed(1)} s`);
    return {
      failures: failures.slice(0, 20),
      figures: {
        ...{ rows, writeSeconds: round(wroteSeconds), sealSeconds: round(sealedSeconds) },
        ...{ verifyMedianSeconds: round(median), verifySlowestSeconds: round(took.at(-1) ?? 0) },
        verifiedRowsPerSecond: Math.round(rows / median),
        verifyMemoryGrowthMegabytes: Math.round((peak - before) / 1024 / 1024),
      },
    };
  } finally {
    await ground.close();
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now();
  await work();
  return (performance.now() - beganMs) / 1000;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
