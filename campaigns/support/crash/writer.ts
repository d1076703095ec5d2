import { setTimeout as sleep } from 'node:timers/promises';
import { type Acknowledged, hashOf, type Journal } from './acknowledged.ts';
import type { Act, Deal } from './acts.ts';
import { type Reply, sender } from './send.ts';

/** What all writers share: where the server is now, and what came of it so far. */
export interface Writing {
  /** Another one after a server was killed. */
  url: string;
  /** Writers end when this many were acknowledged, or at once when `stopped`. */
  stopped: boolean;
  acknowledged: number;
  /** Kills so far. */
  kills: number;
  /** Requests that are not answered yet, with the number of kills before they were sent first. */
  waiting: Map<string, number>;
  /** Requests whose answer never came, and which were sent again. */
  unknown: number;
  byKind: Map<string, number>;
  /** The latest acknowledgements. */
  recent: Acknowledged[];
  failures: string[];
  /** Called with the instant (`performance.now()`) at which the acknowledged attempt was sent. */
  onAcknowledged(sentMs: number): void;
  /** Called with every answer that was no acknowledgement. */
  onAway?: (reply: Reply) => void;
  /** Sent with every request beside its own. */
  headers?: Record<string, string>;
  /** Waited between two acts of one writer. */
  paceMs?: number;
}

/** An answer that was acknowledged, with the request that may be sent once more. */
export interface Recalled {
  act: Act;
  hash: string;
}

/** This long an unknown answer may stay unknown. */
const settlesWithinMs = 120_000;
/** A client that asks at once and without end would take the machine from what it waits for. */
const againAfterMs = 60;
const mostFailures = 100;
const recalledCount = 40;
const recentCount = 200;

/** One writer: sends, keeps the acknowledgement on the disk, and only then sends the next. */
export async function write(writing: Writing, deal: Deal, journal: Journal): Promise<Recalled[]> {
  const line = sender();
  const recalled: Recalled[] = [];
  while (!writing.stopped) {
    const act = deal.next();
    const answer = await settle(writing, line, act);
    if (answer === undefined) {
      deal.abandoned(act);
      continue;
    }
    const id = act.idOf(JSON.parse(answer) as Record<string, unknown>);
    const hash = hashOf(answer);
    const { key, what, actor } = act;
    const kept: Acknowledged = { key, what, actor, id, patientId: act.patientId || id, hash };
    await journal.keep(kept);
    writing.recent.push(kept);
    if (writing.recent.length > recentCount) writing.recent.shift();
    writing.acknowledged += 1;
    writing.byKind.set(what, (writing.byKind.get(what) ?? 0) + 1);
    deal.done(act, id);
    if (writing.paceMs) await sleep(writing.paceMs);
    recalled.push({ act, hash });
    if (recalled.length > recalledCount) recalled.shift();
  }
  line.close();
  return recalled;
}

/** Sends until the answer is known. Undefined, with a failure told, when it was neither 2xx nor came in time. */
async function settle(
  writing: Writing,
  line: ReturnType<typeof sender>,
  act: Act,
): Promise<string | undefined> {
  const deadline = performance.now() + settlesWithinMs;
  writing.waiting.set(act.key, writing.kills);
  try {
    return await sendUntilKnown(writing, line, act, deadline);
  } finally {
    writing.waiting.delete(act.key);
  }
}

async function sendUntilKnown(
  writing: Writing,
  line: ReturnType<typeof sender>,
  act: Act,
  deadline: number,
): Promise<string | undefined> {
  for (let tries = 1; ; tries += 1) {
    const sentMs = performance.now();
    const reply = await line.send(
      writing.url,
      act.route,
      { ...writing.headers, ...headersOf(act) },
      act.body,
    );
    if (reply.kind === 'answered' && reply.status < 300) {
      writing.onAcknowledged(sentMs);
      return reply.body;
    }
    // the clinic's day ended between two steps of the patient's way
    if (reply.kind === 'answered' && reply.body.includes('frontDesk.anotherDay')) return undefined;
    if (reply.kind === 'answered') {
      fail(
        writing,
        `${act.what} ${act.key} answered ${reply.status} at try ${tries}: ${reply.body.slice(0, 200)}`,
      );
      return undefined;
    }
    writing.unknown += 1;
    writing.onAway?.(reply);
    if (reply.hung) fail(writing, `${act.what} ${act.key} hung`);
    if (performance.now() > deadline) {
      fail(writing, `${act.what} ${act.key} got no answer in ${tries} tries: ${reply.why}`);
      return undefined;
    }
    await sleep(againAfterMs);
  }
}

/** Sends acknowledged requests once more: each must get the answer that it got. @returns how many were sent */
export async function replay(writing: Writing, recalled: readonly Recalled[]): Promise<number> {
  const line = sender();
  for (const { act, hash } of recalled) {
    const answer = await settle(writing, line, act);
    if (answer !== undefined && hashOf(answer) !== hash)
      fail(writing, `${act.what} ${act.key} was answered otherwise when it was sent again`);
  }
  line.close();
  return recalled.length;
}

function headersOf(act: Act): Record<string, string> {
  return {
    authorization: `Bearer ${act.token}`,
    'content-type': 'application/json',
    'idempotency-key': act.key,
  };
}

function fail(writing: Writing, words: string): void {
  if (writing.failures.length < mostFailures) writing.failures.push(words);
}
