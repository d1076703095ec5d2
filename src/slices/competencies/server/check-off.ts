import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import type { Competency, competencies } from '../contract.ts';
import { judge, unanswered } from '../shared/states.ts';
import { mustObserve, observerBy } from './observer.ts';
import { mustFindPerson, type Person } from './people.ts';
import { keepPerformances } from './performances.ts';
import { validate } from './standing.ts';
import { stateOf } from './standings.ts';
import { changePerson, mustFindCompetency, type PersonRow, personRow, practisedCounts } from './store.ts';

type Input = InputOf<typeof competencies, 'checkOff'>;

export const checkOff: Verb<typeof competencies, 'checkOff'> = async (ctx, input) => {
  await mustFindPerson(ctx, input.staffId);
  const competency = await mustFindCompetency(ctx, input.code);
  await mustObserve(ctx, input.staffId, competency);
  return judged(ctx, input, competency, { staffId: ctx.actor.id, name: ctx.actor.name });
};

/** At the learner's own screen: the observer beside her signs by her PIN. */
export const checkOffHere: Verb<typeof competencies, 'checkOffHere'> = async (ctx, { proof, ...sheet }) => {
  const competency = await mustFindCompetency(ctx, sheet.code);
  const observer = await observerBy(ctx, proof, competency);
  const done = await judged(ctx, { ...sheet, staffId: ctx.actor.id }, competency, observer);
  const { staffId, name } = observer;
  const details = { code: sheet.code, observerId: staffId, observer: name, passed: done.passed };
  ctx.note('competencies.signedHere', { subject: ctx.actor.id, details });
  return done;
};

type Observer = Pick<Person, 'staffId' | 'name'>;
type Refusals = 'changedMeanwhile' | 'practicesMissing';

/** Writes what was seen and what comes of it. */
async function judged(ctx: Context<Refusals>, input: Input, competency: Competency, observer: Observer) {
  const { staffId, code, purpose, method } = input;
  if (!competency.active) return refuse('notFound', { type: 'Competency', id: code });
  if (input.version !== competency.version) return ctx.fail('changedMeanwhile');
  mustFit(input, competency);
  const row = await personRow(ctx, staffId, code);
  const done = await practised(ctx, staffId, code);
  const { passed, failed } = judge(competency.steps, input.results);
  // whose work elsewhere has been looked through has practised there
  const first = row.validated_at === null && method !== 'chartAudit';
  if (purpose === 'validation' && passed && first && done < competency.practices)
    return ctx.fail('practicesMissing', { done, needed: competency.practices });
  const attemptId = await writeAttempt(ctx, input, passed, observer);
  if (!row.learning_since) await changePerson(ctx, row, { learning_since: ctx.now });
  let throughDay: string | undefined;
  if (passed && purpose === 'practice') await countPractice(ctx, input, attemptId, observer);
  if (passed && purpose === 'validation') {
    throughDay = await validate(ctx, row, { competency, by: observer.name, method, at: ctx.now });
  }
  return {
    attemptId,
    passed,
    failed,
    ...(throughDay && { throughDay }),
    state: await stateNow(ctx, competency, row),
  };
}

/** Every step has its answer, and a look through papers says which. */
function mustFit({ results, purpose, method, note }: Input, { steps }: Competency): void {
  const { missing, unknown } = unanswered(steps, results);
  const [wrong] = [...missing, ...unknown];
  if (wrong) refuseField(`results.${wrong}`, 'competencies_field_step');
  if (method === 'chartAudit' && note === '') refuseField('note', 'competencies_field_evidence');
  if (purpose === 'practice' && method !== 'observation' && method !== 'simulation')
    refuseField('method', 'competencies_field_practiceMethod');
}

async function writeAttempt(
  ctx: Context,
  input: Input,
  passed: boolean,
  observer: Observer,
): Promise<string> {
  if (input.visitId && !(await ctx.record.read('Encounter', input.visitId)))
    refuse('notFound', { type: 'Encounter', id: input.visitId });
  const attemptId = ctx.newId();
  const { staffId, code, version, purpose, method, results, note, visitId } = input;
  await ctx.db
    .insertInto('competencies_attempt')
    .values({
      ...{
        clinic_id: ctx.clinic.id,
        attempt_id: attemptId,
        staff_id: staffId,
        code,
        version,
        purpose,
        method,
      },
      ...{ observer_id: observer.staffId, observer_name: observer.name, at: ctx.now, passed, note },
      ...{ results: JSON.stringify(results), visit_id: visitId ?? null },
    })
    .execute();
  return attemptId;
}

async function countPractice(
  ctx: Context,
  { staffId, code, visitId }: Input,
  attemptId: string,
  observer: Observer,
) {
  await ctx.db
    .insertInto('competencies_practice')
    .values({
      ...{ clinic_id: ctx.clinic.id, staff_id: staffId, code, resource: `Attempt/${attemptId}` },
      ...{ about: visitId ? `Encounter/${visitId}` : `Attempt/${attemptId}`, members: [], done_at: ctx.now },
      ...{ state: 'confirmed', decided_at: ctx.now, decided_by: observer.name },
    })
    .execute();
  await keepPerformances(ctx, staffId, code);
}

async function practised(ctx: Context, staffId: string, code: string): Promise<number> {
  return (await practisedCounts(ctx, staffId)).get(`${staffId} ${code}`) ?? 0;
}

/** Her state after what was just written. */
export async function stateNow(ctx: Context, competency: Competency, { staff_id }: PersonRow) {
  const row = await personRow(ctx, staff_id, competency.code);
  return stateOf(ctx, competency, row, await practised(ctx, staff_id, competency.code));
}
