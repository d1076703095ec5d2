import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { Temporal } from '#platform/shared/time.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { frontDesk, VisitState } from '../contract.ts';
import { priorities } from '../shared/steps.ts';
import { isRedFlag, levelOf, questionsFor, standOf, type TalkFacts, topicsIn } from '../shared/talk.ts';
import type { TalkAnswer, TalkQuestion } from '../shared/talk-shapes.ts';
import { raiseAlert } from './alerts.ts';
import { priorityConcept } from './encounter.ts';
import { changeEncounter, settle } from './move.ts';
import { needsOf, noNeeds } from './needs.ts';
import { emergencyNumberOf, loadSettings } from './settings.ts';
import { type KeptTalk, keepTalk, readTalk } from './talk-record.ts';
import { isForAll, type ScriptVersion, scriptInForce } from './talk-script.ts';
import { visitForTalk } from './visit-for-talk.ts';
import { visitOf } from './visits.ts';

/** What is asked, what was answered, and what comes next. */
export const talk: Verb<typeof frontDesk, 'talk'> = async (ctx, { visitId }) => {
  const visit = await visitOf(ctx, visitId);
  return stateOfTalk(ctx, visit, await readTalk(ctx, visitId), await scriptInForce(ctx));
};

/** Her words about why she came stand among the answers under this code. */
const reasonCode = 'reason';

/** One answer at a time, so that a red flag is told at the moment at which it is said. */
export const answerTalk: Verb<typeof frontDesk, 'answerTalk'> = async (ctx, input) => {
  const { visitId, channel, code, answer, topics } = input;
  const visit = await visitForTalk(ctx, visitId, channel);
  const before = await readTalk(ctx, visitId);
  const version = await scriptInForce(ctx);
  const { script } = version;
  const question = script.questions.find((one) => one.code === code);
  if (!question) return ctx.fail('unknownQuestion');
  if (isRedFlag(question) && !['yes', 'no', 'unsure'].includes(answer))
    return refuseField('answer', 'frontDesk_field_yesNo');
  const others = before.answers.filter((one) => one.code !== code && one.code !== reasonCode);
  const reason = input.reason || reasonOf(before) || visit.reason;
  const answers: TalkAnswer[] = [
    ...(reason ? [{ code: reasonCode, answer: reason }] : []),
    ...others,
    { code, answer },
  ];
  const known = new Set(script.topics.map((one) => one.code));
  const after: KeptTalk = {
    ...{ id: before.id, channel, version: version.version, answers },
    topics: topics.filter((topic) => known.has(topic)),
  };
  const stand = standOf(script, await factsOf(ctx, visit, after), answers);
  await keepTalk(ctx, {
    ...{ before, visit, channel, answers, version: version.version, topics: after.topics },
    questions: script.questions,
    status: stand.stop ? 'stopped' : stand.next ? 'in-progress' : 'completed',
  });
  const level = levelOf(question, answer);
  if (level) {
    const what = { en: question.en, id: question.id };
    await raiseAlert(ctx, { visit, level, code, what, source: channel });
    await hurry(ctx, visit, level);
  }
  ctx.emit('frontDesk.talkChanged', { visitId, patientId: visit.patientId });
  return stateOfTalk(ctx, visit, await readTalk(ctx, visitId), version);
};

/** Raises the priority; one that is higher already stays. */
export async function hurry(ctx: Context, visit: VisitState, level: 'emergency' | 'urgent'): Promise<void> {
  if (priorities.indexOf(visit.priority) <= priorities.indexOf(level)) return;
  await changeEncounter(ctx, visit, (encounter) => {
    encounter.priority = priorityConcept(level);
  });
  await settle(ctx, visit);
}

function reasonOf(kept: KeptTalk): string {
  return kept.answers.find((one) => one.code === reasonCode)?.answer ?? '';
}

async function factsOf(ctx: Context, visit: VisitState, kept: KeptTalk): Promise<TalkFacts> {
  const card = (await patientCard(ctx, [visit.patientId])).get(visit.patientId);
  return {
    reason: reasonOf(kept) || visit.reason,
    sex: card?.sex ?? 'unknown',
    ageDays: ageInDays(card?.birthDate, visit.day),
    topics: kept.topics,
  };
}

function ageInDays(birthDate: string | undefined, day: string): number | undefined {
  if (birthDate?.length !== 10) return undefined;
  return Temporal.PlainDate.from(birthDate).until(day).total('days');
}

async function stateOfTalk(ctx: Context, visit: VisitState, kept: KeptTalk, version: ScriptVersion) {
  const { script } = version;
  const facts = await factsOf(ctx, visit, kept);
  const stand = standOf(script, facts, kept.answers);
  const heard = new Set(topicsIn(script, facts.reason));
  const given = new Map(kept.answers.map((one) => [one.code, one.answer]));
  const encounter = await ctx.record.read('Encounter', visit.visitId);
  const needs = encounter && needsOf(encounter);
  return {
    visitId: visit.visitId,
    patientId: visit.patientId,
    ...(kept.channel && { channel: kept.channel }),
    scriptVersion: version.version,
    ...(version.approved && { approved: version.approved }),
    topics: script.topics.map(({ code, en, id }) => ({
      ...{ code, en, id, heard: heard.has(code), chosen: kept.topics.includes(code) },
    })),
    asked: stand.asked.map((one) => {
      const answer = given.get(one.code);
      return { ...one, ...(answer !== undefined && { answer }) };
    }),
    ...(stand.next && !stand.stop && { nextCode: stand.next.code }),
    ...(stand.stop && { stop: { code: stand.stop.question.code, level: stand.stop.level } }),
    status: statusOf(kept, stand),
    emergencyNumber: emergencyNumberOf(ctx, await loadSettings(ctx)),
    needs: needs ?? noNeeds,
    needsSaved: needs !== undefined,
  };
}

function statusOf(kept: KeptTalk, stand: ReturnType<typeof standOf>) {
  if (stand.stop) return 'stopped' as const;
  if (!stand.next) return 'done' as const;
  return kept.id ? ('begun' as const) : ('notBegun' as const);
}

/** The question that is asked of everybody first, where nobody is there to ask: the first emergency without limits. */
export async function redFlagForAll(ctx: Context): Promise<{ en: string; id: string }> {
  const { script } = await scriptInForce(ctx);
  // `saveTalkScript` lets no script in without one
  const [en = '', id = ''] = script.questions.filter(isForAll).flatMap((one) => [one.en, one.id]);
  return { en, id };
}

/** The red flags that a reason brings up for this visit, beside the question that was asked of everybody. */
export async function redFlagsOf(ctx: Context, visit: VisitState, reason: string): Promise<TalkQuestion[]> {
  const { script } = await scriptInForce(ctx);
  const said = { id: undefined, channel: undefined, version: undefined, topics: [] };
  const facts = await factsOf(ctx, visit, { ...said, answers: [{ code: reasonCode, answer: reason }] });
  return questionsFor(script, facts).filter((one) => isRedFlag(one) && !isForAll(one));
}
