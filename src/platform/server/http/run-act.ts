import { type CompiledQuery, type RawBuilder, sql, type Transaction } from 'kysely';
import type { ActionKind, Audience } from '#platform/shared/contract.ts';
import { Refusal, refuse } from '#platform/shared/errors.ts';
import { gathering, writeTogether } from '../audit/together.ts';
import { type AuditRow, auditStatement, writeAudit } from '../audit/write.ts';
import type { Context } from '../context.ts';
import { EpochPassed, inClinic } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import type { Platform } from '../platform.ts';
import type { About, Under } from '../scope/decision.ts';
import { dropDraftOf } from '../identity/drafts.ts';
import { smartAllows } from '../scope/smart.ts';
import { words } from '../words.ts';
import { claimKey, keepAnswer, type RequestKey } from './idempotency.ts';
import { isOutage } from './outage.ts';
import { type Caller, type Left, openContext } from './open-context.ts';

export type { Caller } from './open-context.ts';

/** One act that a body needs to be allowed. */
export interface Right {
  action: string;
  about?: About;
  /** For a direct FHIR interaction: a client is judged by its SMART scopes, e.g. `system/Appointment.cu`. */
  resource?: { type: string; letter: string };
}

/** What a row of the trail says of its own; the rest is the act's. */
export type OwnRow = Pick<AuditRow, 'event' | 'action' | 'patientId' | 'subject'>;

/** What is to be done: the same for a verb, a FHIR interaction, an import and a job. */
export interface Act<T> extends Right {
  /** Audit event, `<slice>.<verb>`. */
  event: string;
  kind: ActionKind;
  audience: Audience;
  effect: 'read' | 'write';
  audited: boolean;
  /** Nothing that it does changes a row. */
  onlyReads?: boolean;
  request?: RequestKey;
  /** Key of the caller's draft that it makes into something kept: given up with the commit. */
  draft?: string;
  /** All that is needed, in place of the act's own right: where it is several, or depends on what is stored. */
  rights?(ctx: Context): Promise<readonly Right[]>;
  /** Answers with JSON-safe data. Runs again from the start after a serialization failure. */
  body(ctx: Context): Promise<T>;
  /** Whom it was about, for the audit row. */
  patientOf?(answer: T | undefined): string | undefined;
  subject?: string;
  /** Rows of the trail in place of the act's own, where it was several in one. */
  rows?(answer: T): readonly OwnRow[];
}

/**
 * The way of every action: scope, idempotency, transaction, body, audit, outbox, in one transaction; a refusal
 * leaves nothing behind but its audit row. Sign-in and validation stand before it.
 */
export async function runAct<T>(platform: Platform, caller: Caller, act: Act<T>): Promise<T> {
  try {
    return await attempt(platform, caller, act);
  } catch (error) {
    if (error instanceof EpochPassed && caller.seen) return runAct(platform, await caller.seen.again(), act);
    await auditFailure(platform, caller, act, error);
    throw error;
  }
}

interface Done<T> {
  answer: T;
  left: Left;
  /** Rows for the trail. */
  rows: AuditRow[];
}

async function attempt<T>(platform: Platform, caller: Caller, act: Act<T>): Promise<T> {
  const { database, auditKey } = platform;
  const { clinic, seen } = caller;
  const run = async (tx: Transaction<Tables>): Promise<Done<T>> => {
    const left: Left = { events: [], notes: [] };
    const ctx = openContext(platform, caller, tx, left);
    const under = await checkScope(ctx, act);
    const replay = act.request && (await claimKey(ctx, act.request));
    if (replay) return { answer: replay.answer as T, left: { events: [], notes: [] }, rows: [] };
    const answer = await act.body(ctx);
    if (act.request) await keepAnswer(ctx, act.request, answer);
    const details = under.length > 0 ? { under } : undefined;
    return { answer, left, rows: auditRows(caller, act, 'done', ctx.now, left, answer, details) };
  };
  const inOne = () =>
    inClinic(database, clinic.id, run, {
      commitLater: act.effect === 'read',
      onlyReads: act.onlyReads === true,
      epoch: seen?.epoch,
      last: (one) => [
        ...lastStatements(platform, clinic.id, one, readsOnly(act, one)),
        ...giveUpDraft(platform, caller, act),
      ],
    });
  const isRead = act.effect === 'read' && act.audited;
  const done = await (isRead ? gathering(database, clinic.id, inOne) : inOne());
  if (readsOnly(act, done)) await writeTogether(database, auditKey, clinic.id, done.rows);
  if (done.left.events.length > 0) platform.eventsLeft();
  for (const job of done.left.jobs ?? []) platform.runSoon(job);
  return done.left.outside ? goOutside(platform, caller, act, done.left.outside) : done.answer;
}

/**
 * Does what reaches outside of the database, after the commit and so at most once: a retry with the same key finds the
 * answer that was kept. What came of it is recorded, and kept as the answer, whatever became of the caller's rights.
 */
async function goOutside<T>(
  platform: Platform,
  { seen: _, ...caller }: Caller,
  act: Act<T>,
  outside: NonNullable<Left['outside']>,
): Promise<T> {
  const settled: Pick<Act<T>, 'audience' | 'effect' | 'audited'> = {
    audience: 'anyone',
    effect: 'write',
    audited: false,
  };
  const { event, action, kind, request } = act;
  return (await outside((body) =>
    runAct(platform, caller, {
      ...{ event, action, kind, ...settled },
      async body(ctx) {
        const answer = await body(ctx);
        if (request) await keepAnswer(ctx, request, answer);
        return answer;
      },
    }),
  )) as T;
}

/** A read that left nothing but the row that says so: that may be written beside those of other reads. */
function readsOnly<T>(act: Act<T>, { left }: Done<T>): boolean {
  return act.effect === 'read' && left.events.length === 0 && left.notes.length === 0;
}

/** What goes to the database together with the commit: the trail and the events. */
function lastStatements<T>(
  { database, auditKey }: Platform,
  clinicId: string,
  { left, rows }: Done<T>,
  auditedBeside: boolean,
): CompiledQuery[] {
  const statements: RawBuilder<unknown>[] = [];
  if (rows.length > 0 && !auditedBeside) statements.push(auditStatement(auditKey, clinicId, rows));
  if (left.events.length > 0) {
    const events = left.events.map((one) => one.event);
    const payloads = left.events.map((one) => JSON.stringify(one.payload));
    statements.push(sql`SELECT platform_outbox_put(${events}, ${payloads})`);
  }
  return statements.map((one) => one.compile(database.kysely));
}

/** In the commit that saves what it held: of a draft that outlived it, the same would be saved once more. */
function giveUpDraft<T>(
  { database }: Platform,
  { clinic, actor }: Caller,
  { draft }: Act<T>,
): CompiledQuery[] {
  if (draft === undefined || actor.kind !== 'staff') return [];
  return [dropDraftOf(clinic.id, actor.id, draft).compile(database.kysely)];
}

/** @returns under what she is allowed, for the trail: a delegation, a standing order, somebody in the house */
async function checkScope<T>(ctx: Context, act: Act<T>): Promise<Under[]> {
  if (act.audience === 'anyone' || ctx.actor.kind === 'system') return [];
  if (ctx.actor.kind === 'anyone') refuse('notSignedIn');
  // what a person does for herself is no other system's: it has neither a language nor colleagues, nor work to take
  if (act.audience === 'signedIn' && ctx.actor.kind === 'staff') return [];
  const unders: Under[][] = [];
  for (const right of (await act.rights?.(ctx)) ?? [act]) unders.push(await refuseWithout(ctx, right));
  return unders.flat();
}

/** Refuses with `notAllowed` and the reason whoever does not hold a right. */
export async function refuseWithout(ctx: Context, { action, resource, about }: Right): Promise<Under[]> {
  if (ctx.actor.kind === 'system' || isScoped(ctx, resource)) return [];
  const decision = await ctx.may(action, about);
  if (!decision.allowed) {
    refuse('notAllowed', {
      action,
      reason: decision.reasonIn(ctx.language, (key, params) => words(ctx.language, key, params)),
      whoMay: decision.whoMay,
    });
  }
  return decision.under;
}

/** Whether the caller holds a right, for what an act gives to those alone who may see it. */
export async function holdsRight(ctx: Context, { action, resource }: Right): Promise<boolean> {
  return ctx.actor.kind === 'system' || isScoped(ctx, resource) || (await ctx.may(action)).allowed;
}

function isScoped({ actor }: Context, resource: Right['resource']): boolean {
  const isClient = actor.kind === 'client' && resource !== undefined;
  return isClient && smartAllows(actor.scopes ?? [], resource.type, resource.letter);
}

function auditRows<T>(
  caller: Caller,
  act: Act<T>,
  outcome: AuditRow['outcome'],
  at: string,
  left: Left,
  answer?: T,
  details?: Record<string, unknown>,
): AuditRow[] {
  const by = {
    at,
    actorKind: caller.actor.kind,
    actorId: caller.actor.id,
    actorName: caller.actor.name,
    deviceId: caller.actor.deviceId,
    action: act.action,
    outcome,
  };
  const own: OwnRow = { event: act.event, patientId: act.patientOf?.(answer), subject: act.subject };
  const several = answer === undefined ? undefined : act.rows?.(answer);
  const rows: AuditRow[] = act.audited ? (several ?? [own]).map((row) => ({ ...by, ...row, details })) : [];
  for (const note of left.notes) rows.push({ ...by, ...note });
  return rows;
}

/** A refusal is evidence too. If the database itself is away there is nowhere to write it; the log has it. */
async function auditFailure<T>(
  platform: Platform,
  caller: Caller,
  act: Act<T>,
  error: unknown,
): Promise<void> {
  const refusal = error instanceof Refusal ? error : undefined;
  if (!refusal) platform.log.error({ event: act.event, err: error }, 'act failed');
  if (isOutage(error)) return;
  // a refused read of what one may not see is told apart from plain wrong input, which tells nothing
  if (refusal?.code === 'invalidInput' || caller.actor.kind === 'anyone') return;
  const at = new Date(platform.clock.now()).toISOString();
  const outcome = refusal ? 'refused' : 'failed';
  const lacking = refusal?.details.action;
  const details = {
    code: refusal ? `${refusal.slice}.${refusal.code}` : 'platform.unexpected',
    // of an act of several parts it is not said by the act which right was lacking
    ...(typeof lacking === 'string' && lacking !== act.action && { lacking }),
  };
  const rows = auditRows(
    caller,
    { ...act, audited: true },
    outcome,
    at,
    { events: [], notes: [] },
    undefined,
    details,
  );
  try {
    await inClinic(platform.database, caller.clinic.id, (tx) =>
      writeAudit(platform.auditKey, tx, caller.clinic.id, rows),
    );
  } catch (second) {
    platform.log.error(
      { event: act.event, err: second },
      'the audit row of a failed act could not be written',
    );
  }
}
