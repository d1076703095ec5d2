import type { List, Resource } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { recordAllergies, standingAllergies } from '#slices/records/server/index.ts';
import type { Added, Changed, Fact, Facts, Line, Said, TopicState } from '../contract.ts';
import { isHabit, type Topic, topics } from '../shared/topics.ts';
import { isNoneStatement } from './facts/allergies.ts';
import { type About, refOf } from './facts/codec.ts';
import { codecs, listCodes } from './facts/codecs.ts';

type Asks = Context<'allergiesListed' | 'alreadyListed' | 'nothingToReview'>;

/** What became of one fact. */
interface Change {
  topic: Topic;
  kind: 'added' | 'changed' | 'stopped' | 'unknown' | 'none';
  resource: string;
  /** The version written, and the one before it; neither where it waits for a clinician. */
  version?: number;
  undoVersion?: number;
  wish?: Changed;
  before?: Line;
  after?: Line;
}

/** Writes what was said into the chart, and what of it a clinician is to sign beside it. */
export async function applyFacts(
  ctx: Asks,
  commitId: string,
  facts: Facts,
  known: readonly TopicState[],
  about: About,
): Promise<void> {
  for (const topic of topics) {
    const said = facts[topic];
    const state = known.find((one) => one.topic === topic);
    if (!said || !state) continue;
    const changes = await applyTopic(ctx, topic, said, state, about);
    for (const change of changes) await keepChange(ctx, commitId, change, about);
    await ctx.db
      .insertInto('intake_answer')
      .values({
        ...{ clinic_id: ctx.clinic.id, commit_id: commitId, topic, patient_id: about.patientId },
        ...{ answer: said.answer, reason: said.reason ?? '' },
      })
      .execute();
  }
}

async function applyTopic(
  ctx: Asks,
  topic: Topic,
  said: Said,
  state: TopicState,
  about: About,
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const one of said.items) {
    const fact = state.facts.find(({ ref }) => ref === one.ref);
    if (fact) changes.push(await applyAnswer(ctx, topic, one, fact, about));
  }
  const more =
    topic === 'allergies' ? addAllergies(ctx, said, about) : addFacts(ctx, topic, said, state, about);
  changes.push(...(await more));
  if (said.answer === 'none' && state.last?.answer !== 'none') {
    changes.push({ topic, kind: 'none', resource: '' });
  }
  await keepList(ctx, topic, said, about);
  return changes;
}

/** A clinician's diagnosis and a vaccine that was given here are not changed by what somebody says of them. */
const waitsForClinician = (topic: Topic, { clinicians }: Fact) => clinicians && topic !== 'medicines';

async function applyAnswer(
  ctx: Context,
  topic: Topic,
  changed: Changed,
  fact: Fact,
  about: About,
): Promise<Change> {
  const [type = '', id = ''] = fact.ref.split('/');
  const change = { topic, kind: changed.answer, resource: fact.ref, before: lineOf(fact) };
  if (waitsForClinician(topic, fact)) {
    const after = { ...change.before, ...(changed.detail && { detail: changed.detail }) };
    return { ...change, wish: changed, ...(changed.answer !== 'stopped' && { after }) };
  }
  const codec = codecs[topic];
  if (fact.clinicians) {
    // an order stays as it was written: what is said of it is a statement beside it
    const order = await ctx.record.mustRead('MedicationRequest', id);
    const made = await ctx.record.create(codec.answer(order, changed, about));
    return { ...change, resource: refOf(made), version: 1, ...afterOf(topic, changed, made) };
  }
  const { version, resource } = await ctx.record.amend(type, id, (one) => codec.answer(one, changed, about));
  return { ...change, version, undoVersion: version - 1, ...afterOf(topic, changed, resource) };
}

const afterOf = (topic: Topic, { answer }: Changed, resource: Resource) =>
  answer === 'stopped' ? {} : { after: lineOf(codecs[topic].factOf(resource)) };

async function addFacts(
  ctx: Context,
  topic: Topic,
  said: Said,
  state: TopicState,
  about: About,
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const added of said.added) {
    const made = await ctx.record.create(codecs[topic].make(added, about));
    const [before] = isHabit(topic) ? state.facts : [];
    changes.push({
      ...{ topic, kind: before ? 'changed' : 'added', resource: refOf(made), version: 1 },
      ...(before && { before: lineOf(before) }),
      after: lineOf(codecs[topic].factOf(made)),
    });
  }
  return changes;
}

/** By the duty that keeps them: look-alikes of one name, "none" against a list and the review of it are its matter. */
async function addAllergies(ctx: Asks, said: Said, about: About): Promise<Change[]> {
  if (said.answer === 'unknown' || said.answer === 'refused' || said.answer === 'notAsked') return [];
  const { patientId, visitId } = about;
  const before = new Set((await standingAllergies(ctx, patientId)).map(({ id }) => id));
  const add = said.added.map(allergyOf);
  await recordAllergies(ctx, {
    ...{ patientId, visitId, add },
    ...(said.answer === 'none' && { none: 'all' as const }),
  });
  const now = await standingAllergies(ctx, patientId);
  return now
    .filter((one) => !before.has(one.id) && !isNoneStatement(one))
    .map((one) => ({
      ...{ topic: 'allergies' as const, kind: 'added' as const, resource: refOf(one), version: 1 },
      after: lineOf(codecs.allergies.factOf(one)),
    }));
}

const allergyOf = ({ label, detail, since }: Added) => ({
  ...{ substance: label, kind: 'unknown' as const },
  ...(detail && { reaction: detail }),
  ...(since && { onset: since }),
});

/** What stands under the eyes of whoever reads the list alone: that it was looked through, or why it is empty. */
async function keepList(ctx: Context, topic: Topic, said: Said, about: About): Promise<void> {
  const code = listCodes[topic];
  if (!code || said.answer === 'notAsked') return;
  const standing = await codecs[topic].standing(ctx, about.patientId);
  const why = { none: 'nilknown', unknown: 'unavailable', refused: 'withheld' } as const;
  const empty = said.answer in why ? why[said.answer as keyof typeof why] : 'nilknown';
  const list: List = {
    resourceType: 'List',
    status: 'current',
    mode: 'snapshot',
    code: { coding: [{ system: 'http://loinc.org', code }] },
    subject: { reference: `Patient/${about.patientId}` },
    encounter: { reference: `Encounter/${about.visitId}` },
    date: about.now,
    source: about.author,
    ...(standing.length > 0
      ? { entry: standing.map((one) => ({ item: { reference: refOf(one) } })) }
      : {
          emptyReason: {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code: empty }],
          },
        }),
  };
  await ctx.record.create(list);
}

function lineOf({ label, detail, since, choice, relative }: Fact): Line {
  return {
    label,
    ...(detail && { detail }),
    ...(since && { since }),
    ...(choice && { choice }),
    ...(relative && { relative }),
  };
}

async function keepChange(ctx: Context, commitId: string, change: Change, about: About): Promise<void> {
  const big = (value: number | undefined) => (value === undefined ? null : BigInt(value));
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await ctx.db
    .insertInto('intake_change')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: ctx.newId(), commit_id: commitId },
      ...{ patient_id: about.patientId, visit_id: about.visitId, topic: change.topic, kind: change.kind },
      ...{
        resource: change.resource,
        version: big(change.version),
        undo_version: big(change.undoVersion),
      },
      ...{ wish: json(change.wish), before_line: json(change.before), after_line: json(change.after) },
    })
    .execute();
}
