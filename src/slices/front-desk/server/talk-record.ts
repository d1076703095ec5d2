import type { QuestionnaireResponse, QuestionnaireResponseItemAnswer } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { VisitState } from '../contract.ts';
import type { TalkAnswer, TalkQuestion } from '../shared/talk-shapes.ts';
import { absentSystem, talkChannelUrl, talkQuestionnaire, talkTopicUrl, yesNoSystem } from './systems.ts';

export interface KeptTalk {
  id: string | undefined;
  channel: 'counter' | 'telephone' | undefined;
  version: number | undefined;
  topics: string[];
  answers: TalkAnswer[];
}

const nothing: KeptTalk = { id: undefined, channel: undefined, version: undefined, topics: [], answers: [] };

/** What was said about a visit so far; the newest talk of ours counts. */
export async function readTalk(ctx: Context, visitId: string): Promise<KeptTalk> {
  const found = await ctx.record.search('QuestionnaireResponse', {
    where: [{ param: 'encounter', reference: `Encounter/${visitId}` }],
    limit: 50,
  });
  const ours = found
    .filter(
      (one) => one.questionnaire?.startsWith(`${talkQuestionnaire}|`) && one.status !== 'entered-in-error',
    )
    .toSorted((a, b) => ((a.authored ?? '') < (b.authored ?? '') ? 1 : -1))[0];
  if (!ours) return nothing;
  const channel = ours.extension?.find((one) => one.url === talkChannelUrl)?.valueCode;
  return {
    id: ours.id,
    channel: channel === 'counter' || channel === 'telephone' ? channel : undefined,
    version: Number(ours.questionnaire?.split('|')[1]),
    topics: (ours.extension ?? []).flatMap((one) => (one.url === talkTopicUrl ? (one.valueCode ?? []) : [])),
    answers: (ours.item ?? []).flatMap(({ linkId, answer }) => {
      const said = answer?.[0] && spokenOf(answer[0]);
      return said ? [{ code: linkId, answer: said }] : [];
    }),
  };
}

interface ToKeep {
  before: KeptTalk;
  visit: VisitState;
  channel: 'counter' | 'telephone';
  version: number;
  topics: readonly string[];
  answers: readonly TalkAnswer[];
  questions: readonly TalkQuestion[];
  status: 'in-progress' | 'completed' | 'stopped';
}

/** Keeps a talk as FHIR's answered questionnaire, whose versions say what was answered first. */
export async function keepTalk(ctx: Context, talk: ToKeep): Promise<void> {
  const { visit, before } = talk;
  const textOf = new Map(
    talk.questions.map((one) => [one.code, ctx.clinic.language === 'id' ? one.id : one.en]),
  );
  const resource: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse',
    questionnaire: `${talkQuestionnaire}|${talk.version}`,
    status: talk.status,
    subject: { reference: `Patient/${visit.patientId}` },
    encounter: { reference: `Encounter/${visit.visitId}` },
    authored: ctx.now,
    author: authorOf(ctx),
    extension: [
      { url: talkChannelUrl, valueCode: talk.channel },
      ...talk.topics.map((valueCode) => ({ url: talkTopicUrl, valueCode })),
    ],
    item: talk.answers.map(({ code, answer }) => ({
      linkId: code,
      ...(textOf.has(code) && { text: textOf.get(code) as string }),
      answer: [answerOf(answer)],
    })),
  };
  if (before.id === undefined) {
    await ctx.record.create(resource);
    return;
  }
  await ctx.record.patch('QuestionnaireResponse', before.id, (kept) => {
    Object.assign(kept, resource, { id: kept.id, meta: kept.meta });
  });
}

function answerOf(answer: string): QuestionnaireResponseItemAnswer {
  if (answer === 'yes') return { valueCoding: { system: yesNoSystem, code: 'Y', display: 'Yes' } };
  if (answer === 'no') return { valueCoding: { system: yesNoSystem, code: 'N', display: 'No' } };
  if (answer === 'unsure') return { valueCoding: { system: absentSystem, code: 'asked-unknown' } };
  return { valueString: answer };
}

function spokenOf(answer: QuestionnaireResponseItemAnswer): string | undefined {
  const code = answer.valueCoding?.code;
  if (code === 'Y') return 'yes';
  if (code === 'N') return 'no';
  return code === 'asked-unknown' ? 'unsure' : answer.valueString;
}
