import { setTimeout as sleep } from 'node:timers/promises';
import { auditStands } from '#app/audit-on-trial.ts';
import { BackupFault } from '#platform/server/backup/fault.ts';
import type { Manifest } from '#platform/server/backup/manifest.ts';
import { tryBase } from '#platform/server/backup/trial.ts';
import { verifyFolder } from '#platform/server/backup/verify.ts';
import { withClient } from '#platform/server/db/roles.ts';
import { type Asked, campaign, type Found } from './support/campaign.ts';
import { pick } from './support/dice.ts';
import { contentsOf, unequal } from './support/restore/contents.ts';
import { blindBuildMisses, untoldBuildDiffers } from './support/restore/controls.ts';
import { costsOfBackups } from './support/restore/costs.ts';
import { judgeSecondLife } from './support/restore/second-life.ts';
import { disturb, flipByte, takeBaseAway } from './support/restore/tampering.ts';
import {
  amidCheckpoints,
  type Moment,
  openWritten,
  restored,
  type Written,
} from './support/restore/written.ts';

/** Backs up while everybody writes, and writes on; now and then everybody stands still and the tables are read. */
async function backUp(asked: Asked, written: Written): Promise<{ base: Manifest; moments: Moment[] }> {
  const { random } = asked;
  const { own, writers } = written;
  writers.start(1 + Math.floor(random() * 4), 5 + random() * 60);
  const base = await amidCheckpoints(written, () => own.base());
  const moments: Moment[] = [];
  for (let count = 0; count < 3; count += 1) {
    await sleep(100 + random() * 700);
    moments.push(await written.moment());
    if (random() < 0.5) await own.closeLog();
  }
  await sleep(200);
  await writers.stop();
  await own.closeLog();
  return { base, moments };
}

async function judgeRestores(
  asked: Asked,
  written: Written,
  { base, moments }: { base: Manifest; moments: Moment[] },
): Promise<string[]> {
  const { at, contents } = pick(moments, asked.random);
  const failures = await restored(written, { at }, async (back) => {
    const differing = unequal(contents, await contentsOf(back.url));
    return [
      ...(differing.length > 0 ? [`at ${at}: ${differing.join(', ')} not equal`] : []),
      ...(await judgeTrail(back, at)),
    ];
  });
  failures.push(...(await judgeInstant(asked, written, base)));
  const { own } = written;
  const trial = await tryBase({ folder: own.folder, keys: [own.keys.current], beside: own.server.at }, base);
  if (!trial.compared && !asked.short) asked.tell('no silent moment to count the tables in');
  return failures;
}

/** The audit trail of what came back, by the key and the anchors that came back with it. */
async function judgeTrail(back: { url: string; dataDir: string }, at: string): Promise<string[]> {
  const sealed = await withClient(back.url, async (client) => {
    const { rows } = await client.query<{ rows: number }>('SELECT count(*)::int AS rows FROM audit_seal');
    return rows[0]?.rows ?? 0;
  });
  if (sealed === 0) return [`at ${at}: nothing of the audit trail is sealed`];
  try {
    await auditStands({ superuserUrl: back.url, dataDir: back.dataDir });
    return [];
  } catch (error) {
    if (!(error instanceof BackupFault)) throw error;
    return [`at ${at}: ${error.message}`];
  }
}

/** At any instant exactly what was acknowledged before it is there; what was begun after it is not. */
async function judgeInstant(asked: Asked, written: Written, base: Manifest): Promise<string[]> {
  const all = written.writers.written;
  const from = Date.parse(base.consistentAt);
  const to = Math.max(...all.map((one) => one.acknowledgedMs));
  const whenMs = Math.round(from + asked.random() * (to - from));
  const at = new Date(whenMs).toISOString();
  return restored(written, { at }, async (back) => {
    const there = await withClient(back.url, async (client) => {
      const { rows } = await client.query<{ id: string }>('SELECT patient_id AS id FROM records_patient');
      return new Set(rows.map((row) => row.id));
    });
    const lost = all.filter((one) => one.acknowledgedMs < whenMs && !there.has(one.patientId));
    const early = all.filter((one) => one.begunMs > whenMs && there.has(one.patientId));
    return [
      ...lost.map((one) => `at ${at}: ${one.patientId}, acknowledged before, is lost`),
      ...early.map((one) => `at ${at}: ${one.patientId}, begun after, is there`),
      ...(await judgeTrail(back, at)),
    ];
  });
}

async function judgeTampering(asked: Asked, { own }: Written, flips: number): Promise<string[]> {
  const { folder, keys } = own;
  const failures: string[] = [];
  const whole = await verifyFolder(folder, keys.current);
  failures.push(...whole.faults.map((fault) => `whole, and yet: ${fault.message}`));
  const note = (missed: string | undefined) => missed && failures.push(missed);
  for (let count = 0; count < flips; count += 1)
    note(await flipByte(folder, keys.current, asked.random, verifyFolder));
  for (const how of ['cut', 'missing', 'swapped'] as const)
    for (let count = 0; count < Math.ceil(flips / 10); count += 1)
      note(await disturb(how, folder, keys.current, asked.random, verifyFolder));
  note(await takeBaseAway(folder, keys.current, asked.random, verifyFolder));
  return failures;
}

async function run(asked: Asked): Promise<Found> {
  const failures: string[] = [];
  const { flips = 0 } = asked.more;
  let control: Found['control'] = 'missed';
  let writes = 0;
  const restoresMs: number[] = [];
  for (let round = 1; round <= asked.n; round += 1) {
    const written = await openWritten(asked);
    try {
      const made = await backUp(asked, written);
      const faults = await judgeRestores(asked, written, made);
      if (round === asked.n || round % 4 === 0) faults.push(...(await judgeSecondLife(written, made.base)));
      failures.push(...faults.map((fault) => `database ${round} ${fault}`));
      writes += written.writers.written.length;
      restoresMs.push(...written.restoresMs);
      asked.tell(`database ${round} of ${asked.n}, ${failures.length} failures`);
      if (round < asked.n) continue;
      failures.push(...(await judgeTampering(asked, written, flips)));
      asked.tell('the controls');
      const blind = await blindBuildMisses(asked, written, flips * 3);
      written.writers.start(4, 5);
      control = blind && (await untoldBuildDiffers(asked, written, 5)) ? 'caught' : 'missed';
    } finally {
      await written.close();
    }
  }
  const { costRounds = 0 } = asked.more;
  const costs = costRounds > 0 ? await costsOfBackups(asked, { rounds: costRounds, seconds: 10 }) : {};
  const medianRestoreMs = Math.round(restoresMs.sort((a, b) => a - b)[restoresMs.length >> 1] ?? 0);
  const figures = { flips, writes, restores: restoresMs.length, medianRestoreMs, ...costs };
  return { n: asked.n, failures, control, figures };
}

await campaign('restore', { n: 20, short: 1, more: { flips: [100, 12], costRounds: [4, 0] } }, run);
