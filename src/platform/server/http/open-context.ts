import type { Transaction } from 'kysely';
import { Refusal } from '#platform/shared/errors.ts';
import { uuidv7 } from '#platform/shared/ids.ts';
import type { Language } from '#platform/shared/languages.ts';
import { instantOf, steadyNow } from '#platform/shared/time.ts';
import type { Actor, Clinic, Cookies } from '../actor.ts';
import type { Context, Settle } from '../context.ts';
import type { Tables } from '../db/tables.ts';
import type { Platform } from '../platform.ts';
import { secretsOf } from '../identity/secrets-of-clinic.ts';
import { openRecord } from '../record/store.ts';
import { decideFor, type Held } from '../scope/decide-for.ts';
import { noticesOf } from '../system/notices.ts';
import { openWork } from '../work/work.ts';

/** Who calls, and from where. */
export interface Caller extends Held {
  actor: Actor;
  clinic: Clinic;
  language: Language;
  cookies?: Cookies;
  clientAddress?: string;
  /** She was found a moment ago: right for this count of her clinic's changes, and to be looked up again for another. */
  seen?: { epoch: string; again(): Promise<Caller> };
}

/** What a body leaves to be written just before the commit. */
export interface Left {
  events: { event: string; payload: Record<string, unknown> }[];
  outside?: (settle: Settle) => Promise<unknown>;
  /** Names of jobs that somebody waits for. */
  jobs?: Set<string>;
  notes: ({ event: string } & Parameters<Context['note']>[1])[];
}

/** The context of one attempt in one transaction. */
export function openContext(
  platform: Platform,
  caller: Caller,
  tx: Transaction<Tables>,
  left: Left,
): Context {
  const nowMs = platform.clock.now();
  const judge = {
    ...{ clinic: caller.clinic, actor: caller.actor, now: instantOf(nowMs) },
    steadyNow: steadyNow(platform.clock),
    licenceOf: platform.registry.licenceOf,
  };
  const ctx: Context = {
    db: tx,
    clinic: caller.clinic,
    actor: caller.actor,
    clock: platform.clock,
    now: new Date(nowMs).toISOString(),
    language: caller.language,
    network: platform.network,
    cookies: caller.cookies,
    clientAddress: caller.clientAddress,
    recoveryKey: platform.recoveryKey,
    secrets: secretsOf(platform.factorsKey, caller.clinic.id),
    newId: () => uuidv7(nowMs, platform.random),
    emit: (event, payload) => void left.events.push({ event, payload }),
    runSoon(job) {
      left.jobs ??= new Set();
      left.jobs.add(job);
    },
    note: (event, about) => void left.notes.push({ event, ...about }),
    outside: (work) => {
      left.outside = work;
    },
    patientNames: (ids) => platform.registry.patientNames(ctx, ids),
    notices: () => noticesOf(platform),
    partsOf: platform.registry.partsOf,
    actions: platform.registry.actions,
    movedTables: platform.registry.charts.flatMap(({ move }) => move ?? []),
    async objectionsTo(pair) {
      const said: string[] = [];
      for (const { objections } of platform.registry.charts)
        said.push(...((await objections?.(ctx, pair)) ?? []));
      return said;
    },
    licenceOf: platform.registry.licenceOf,
    may: (act, about) => decideFor(tx, judge, act, caller, about),
    fail: (code, details) => {
      // the pipeline's registry knows the slice and status of a declared code; a bare code never leaves the server
      throw new DeclaredRefusal(code, details);
    },
    record: undefined as never,
    work: undefined as never,
  };
  ctx.record = openRecord(ctx, platform.registry.keepersOf);
  ctx.work = openWork(ctx, platform.registry.taskKind);
  return ctx;
}

/** A refusal by a code of the running verb's contract; `run-verb` gives it slice and status. */
export class DeclaredRefusal extends Error {
  readonly code: string;
  readonly details: Record<string, unknown>;
  constructor(code: string, details: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** The Refusal of a declared code. Throws when the contract does not declare it: a mistake of ours. */
export function asRefusal(
  error: DeclaredRefusal,
  slice: string,
  errors: Record<string, { status: number }> | undefined,
): Refusal {
  const declared = errors?.[error.code];
  if (!declared) throw new Error(`${slice} fails with ${error.code}, which its contract does not declare`);
  return new Refusal(slice, error.code, declared.status, error.details);
}
