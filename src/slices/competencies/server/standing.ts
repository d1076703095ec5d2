import type { Context } from '#platform/server/context.ts';
import { loadTerms, removeTerm, saveStanding, saveTerm } from '#platform/server/scope/terms.ts';
import type { Term } from '#platform/server/scope/decision.ts';
import { addMonths, dayRange, zonedDay } from '#platform/shared/time.ts';
import type { Competency, Method } from '../contract.ts';
import { changePerson, type PersonRow } from './store.ts';

interface Validation {
  competency: Pick<Competency, 'code' | 'validMonths'>;
  by: string;
  method: Method;
  /** Instant from which it holds. */
  at: string;
}

/**
 * She has been seen to do it: good through the same date `validMonths` later in the clinic's zone, and compiled for scope in
 * the same transaction. Lifts a suspension.
 * @returns the last good day
 */
export async function validate(ctx: Context, row: PersonRow, validation: Validation): Promise<string> {
  const { competency, by, method, at } = validation;
  const { zone } = ctx.clinic;
  const throughDay = addMonths(zonedDay(at, zone), competency.validMonths);
  const untilAt = dayRange(throughDay, zone).end;
  await changePerson(ctx, row, {
    ...{ validated_at: at, validated_by: by, method, through_day: throughDay, until_at: untilAt },
    ...{ suspended_at: null, suspended_by: '', suspended_for: '', told_days: null },
  });
  await saveStanding(ctx.db, ctx.clinic.id, {
    ...{ staffId: row.staff_id, kind: 'competency', code: competency.code, sourceId: row.standing_id },
    ...{ from: at, until: untilAt, by },
  });
  await ctx.work.finish(dueSubject(row), 'done');
  return throughDay;
}

/** Ends now what scope knows of it. */
export async function endStanding(ctx: Context, row: PersonRow): Promise<void> {
  if (!row.validated_at || !row.until_at) return;
  await saveStanding(ctx.db, ctx.clinic.id, {
    ...{ staffId: row.staff_id, kind: 'competency', code: row.code, sourceId: row.standing_id },
    // what had lapsed before ended then
    ...{
      from: row.validated_at,
      until: row.until_at < ctx.now ? row.until_at : ctx.now,
      by: row.validated_by,
    },
  });
}

/** What a task about her way in one competency is about: FHIR has no type for it. */
export function dueSubject(row: Pick<PersonRow, 'standing_id'>): string {
  return `Basic/${row.standing_id}`;
}

/**
 * Makes scope ask for a competency at each of its acts, or ask no more, and takes back what it asked at acts that are no
 * longer its own. What else a term asks (delegation, supervision, credentials) stays as it is.
 */
export async function keepTerms(
  ctx: Context,
  competency: Pick<Competency, 'code' | 'label' | 'acts'>,
  asked: boolean,
): Promise<void> {
  const terms = await loadTerms(ctx.db, ctx.clinic.id);
  const wanted = asked ? competency.acts : [];
  for (const term of terms.filter((one) => one.competency === competency.code)) {
    if (term.role === null && wanted.includes(term.act)) continue;
    await putTerm(ctx, { ...term, competency: null, label: { en: '', id: '' } });
  }
  for (const act of wanted) {
    const term = terms.find((one) => one.act === act && one.role === null) ?? { ...nothing, act };
    await putTerm(ctx, { ...term, competency: competency.code, label: competency.label });
  }
}

const nothing: Omit<Term, 'act'> = {
  ...{ role: null, competency: null, label: { en: '', id: '' }, credentials: [] },
  ...{ supervision: 'none', delegation: false, protocol: 'none', coSign: false },
};

/** A term that asks nothing any more is none. */
async function putTerm(ctx: Context, term: Term): Promise<void> {
  const asks =
    term.competency !== null ||
    term.credentials.length > 0 ||
    term.supervision !== 'none' ||
    term.delegation ||
    term.protocol !== 'none' ||
    term.coSign;
  if (asks) await saveTerm(ctx.db, ctx.clinic.id, term);
  else await removeTerm(ctx.db, ctx.clinic.id, term);
}
