import type { Context } from '#platform/server/context.ts';
import { doParts } from '#platform/server/http/parts.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { ErrorOf, InputOf } from '#platform/shared/contract.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { requireOpenVisit } from '#slices/front-desk/server/index.ts';
import { authorOf, mustBePatient } from '#slices/records/server/index.ts';
import { recordVitals } from '#slices/vitals/server/index.ts';
import type { intake } from '../contract.ts';
import { applyFacts } from './apply-facts.ts';
import { checkFacts } from './check-facts.ts';
import type { About } from './facts/codec.ts';
import { intakeOf } from './read-intake.ts';
import { newestCommit } from './rows.ts';

export const coSignTask = { kind: 'intake.coSign', action: 'intake.coSign', dueMinutes: 60 } as const;
export const sentBackTask = { kind: 'intake.sentBack', action: 'intake.record', dueMinutes: 60 } as const;

type Intake = typeof intake;
type Input = InputOf<Intake, 'commitIntake'>;
type Asks = Context<ErrorOf<Intake, 'commitIntake'>>;

export const commitIntake: Verb<Intake, 'commitIntake'> = async (ctx, input) => {
  const { visitId, facts } = input;
  // held to the end: of two who commit at once the second is told of the first
  const { patientId } = await requireOpenVisit(ctx, visitId, true);
  if (patientId !== input.patientId) return ctx.fail('otherPatient');
  await mustBePatient(ctx, patientId);
  const newest = await newestCommit(ctx, patientId);
  if ((newest?.id ?? '') !== input.seen)
    return ctx.fail('changedMeanwhile', { by: newest?.committed_by_name ?? '' });
  if (input.source !== 'patient' && input.sourceName === '')
    refuseField('sourceName', 'intake_field_sourceName');
  const spoken = Object.keys(facts).length > 0;
  const asked = Object.keys(input.parts).length > 0;
  if (!spoken && !input.vitals && !asked) return ctx.fail('nothingEntered');
  const preliminary = spoken && (await keepFacts(ctx, input, patientId, (newest?.nth ?? 0) + 1));
  const measured = await keepVitals(ctx, input);
  await doParts(ctx, 'intake.commitIntake', input.parts, { at: 'parts', shared: { visitId } });
  ctx.emit('intake.committed', { visitId, patientId });
  return {
    ...{ patientId, preliminary, state: await intakeOf(ctx, visitId) },
    ...{ tellClinicianNow: measured?.tellClinicianNow ?? false },
    ...(measured?.notice && { notice: measured.notice }),
  };
};

/** @returns whether it waits for somebody to answer for it */
async function keepFacts(ctx: Asks, input: Input, patientId: string, nth: number): Promise<boolean> {
  const { visitId } = input;
  const scope = await ctx.may('intake.record');
  const preliminary = scope.allowed && scope.preliminary;
  // what a student takes down is written by whoever co-signs it
  if (input.facts.allergies && !preliminary)
    await mustMay(ctx, 'records.recordAllergy', 'intake_refused_allergies');
  const { topics } = await intakeOf(ctx, visitId);
  const facts = checkFacts(ctx, input.facts, topics);
  const commitId = ctx.newId();
  await ctx.db
    .insertInto('intake_commit')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: commitId, patient_id: patientId, visit_id: visitId, nth },
      ...{ source: input.source, source_name: input.sourceName, committed_at: ctx.now },
      ...{ committed_by: ctx.actor.id, committed_by_name: ctx.actor.name },
      waiting_facts: preliminary ? JSON.stringify(facts) : null,
    })
    .execute();
  if (preliminary) {
    await ctx.work.open({ kind: coSignTask.kind, subject: `Encounter/${visitId}`, patientId, visitId });
  } else {
    await applyFacts(ctx, commitId, facts, topics, aboutOf(ctx, patientId, input));
    if (facts.allergies) ctx.emit('records.allergiesChanged', { patientId });
    await ctx.work.finish(`Encounter/${visitId}`, 'done', sentBackTask.kind);
  }
  return preliminary;
}

export function aboutOf(
  ctx: Context,
  patientId: string,
  said: Pick<Input, 'visitId' | 'source' | 'sourceName'>,
): About {
  const { visitId, source, sourceName } = said;
  const day = zonedDay(ctx.now, ctx.clinic.zone);
  return { patientId, visitId, day, now: ctx.now, author: authorOf(ctx), source, sourceName };
}

/** Refuses what is another duty's act to whoever may not do it there. */
async function mustMay(ctx: Context, action: string, key: string): Promise<void> {
  const scope = await ctx.may(action);
  if (!scope.allowed) refuse('notAllowed', { action, reason: words(ctx.language, key) });
}

/** The signs go the way of their own duty, in the same transaction; who may not measure may still ask. */
async function keepVitals(ctx: Asks, { visitId, vitals }: Input) {
  if (!vitals) return undefined;
  await mustMay(ctx, 'vitals.record', 'intake_refused_vitals');
  return recordVitals(ctx, { ...vitals, visitId });
}
