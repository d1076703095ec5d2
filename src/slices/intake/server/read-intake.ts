import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { ageAt } from '#platform/shared/age.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { Fact, intake, IntakeState } from '../contract.ts';
import { isDue } from '../shared/due.ts';
import { type Topic, topics } from '../shared/topics.ts';
import { codecs } from './facts/codecs.ts';
import { newestCommit, openChanges, waitingIn } from './rows.ts';
import { rulesOf } from './settings.ts';
import { wordsOf } from './words-of.ts';

export const readIntake: Verb<typeof intake, 'readIntake'> = (ctx, { visitId }) => intakeOf(ctx, visitId);

/** What is known, due and said of a visit's patient. Refuses `notFound`. */
export async function intakeOf(ctx: Context, visitId: string): Promise<IntakeState> {
  const { patientId, day } = await visitOf(ctx, visitId);
  // none needs another's answer
  const [cards, lists, words, rules, newest, waiting, open] = await Promise.all([
    patientCard(ctx, [patientId]),
    Promise.all(topics.map((topic) => factsOf(ctx, topic, patientId))),
    wordsOf(ctx, patientId, visitId),
    rulesOf(ctx),
    newestCommit(ctx, patientId),
    waitingIn(ctx, visitId),
    openChanges(ctx, patientId),
  ]);
  const { birthDate } = cards.get(patientId) ?? {};
  const years = birthDate ? ageAt(birthDate, day)?.years : undefined;
  const unsigned = new Set(open.map(({ resource }) => resource));
  return {
    ...{ patientId, visitId, seen: newest?.id ?? '', waiting },
    topics: rules.map((rule, place) => {
      const { topic } = rule;
      const hers = words.filter((one) => one.topic === topic);
      const [last] = hers;
      return {
        topic,
        facts: (lists[place] ?? []).map((one) => ({ ...one, unsigned: unsigned.has(one.ref) })),
        due: isDue(rule, { day, years }, hers),
        here: last?.here ?? false,
        ...(last && {
          last: {
            ...{ answer: last.answer, at: last.at, by: last.by },
            ...{ source: last.source, sourceName: last.sourceName, reason: last.reason },
          },
        }),
      };
    }),
  };
}

/** What stands in the chart of one topic, in the order in which it is read out. */
export async function factsOf(ctx: Context, topic: Topic, patientId: string): Promise<Fact[]> {
  return (await codecs[topic].standing(ctx, patientId)).map((one) => codecs[topic].factOf(one));
}
