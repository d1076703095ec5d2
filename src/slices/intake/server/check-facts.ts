import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { foldName } from '#platform/shared/names.ts';
import { isDate, today } from '#platform/shared/time.ts';
import type { Fact, Facts, Said, TopicState } from '../contract.ts';
import { habitChoices, isHabit, type Topic, topics } from '../shared/topics.ts';

type Asks = Context<'factsListed'>;

/** Refuses what cannot be so, with the field; changes nothing. The answers as they are meant come back. */
export function checkFacts(ctx: Asks, facts: Facts, known: readonly TopicState[]): Facts {
  const day = today(ctx.clock, ctx.clinic.zone);
  const meant: Facts = {};
  for (const topic of topics) {
    const said = facts[topic];
    const state = known.find((one) => one.topic === topic);
    if (!said || !state) continue;
    checkTopic(ctx, topic, said, state, day);
    const moved = said.items.length + said.added.length > 0;
    meant[topic] = moved ? { ...said, answer: 'changed' } : said;
  }
  return meant;
}

function checkTopic(ctx: Asks, topic: Topic, said: Said, state: TopicState, day: string): void {
  const { answer, items, added } = said;
  const at = `facts.${topic}`;
  const moved = items.length + added.length > 0;
  if (moved && answer !== 'changed' && answer !== 'confirmed' && answer !== 'none')
    refuseField(`${at}.answer`, 'intake_field_answerWithFacts');
  if (!moved && answer === 'changed') refuseField(`${at}.answer`, 'intake_field_nothingChanged');
  if (answer === 'none') checkNone(ctx, said, state);
  if (answer === 'confirmed' && !moved && state.facts.length === 0 && state.last?.answer !== 'none')
    refuseField(`${at}.answer`, 'intake_field_nothingToConfirm');
  const inTime = (since: string | undefined, place: string) => {
    if (since === undefined) return;
    if (since.length === 10 ? !isDate(since) : since.length === 7 && !isDate(`${since}-01`))
      refuseField(place, 'intake_field_since');
    if (since > day.slice(0, since.length)) refuseField(place, 'intake_field_inFuture');
  };
  for (const [place, { ref, since }] of items.entries()) {
    if (!state.facts.some((one) => one.ref === ref))
      refuseField(`${at}.items.${place}.ref`, 'intake_field_gone');
    inTime(since, `${at}.items.${place}.since`);
  }
  if (isHabit(topic) && items.length > 0) refuseField(`${at}.items`, 'intake_field_answerWithFacts');
  if (isHabit(topic) && added.length > 1) refuseField(`${at}.added`, 'intake_field_choiceNeeded');
  const names = new Set(state.facts.map(nameOf));
  for (const [place, one] of added.entries()) {
    inTime(one.since, `${at}.added.${place}.since`);
    if (isHabit(topic)) {
      if (!habitChoices[topic].some((choice) => choice === one.choice))
        refuseField(`${at}.added.${place}.choice`, 'intake_field_choiceNeeded');
      continue;
    }
    if (one.label === '') refuseField(`${at}.added.${place}.label`, 'intake_field_labelNeeded');
    if (topic === 'family' && !one.relative)
      refuseField(`${at}.added.${place}.relative`, 'intake_field_relativeNeeded');
    // a vaccine is given several times; allergies are refused by the duty that keeps them
    const name = nameOf(one);
    if (topic !== 'immunisations' && topic !== 'allergies' && names.has(name))
      refuseField(`${at}.added.${place}.label`, 'intake_field_listedAlready', { fact: one.label });
    names.add(name);
  }
}

const nameOf = ({ label, relative }: Pick<Fact, 'label' | 'relative'>) =>
  `${foldName(label)} ${relative ?? ''}`;

/** "None" stands where everything that was listed has just been stopped, and nothing was added. */
function checkNone(ctx: Asks, { items, added }: Said, { facts }: TopicState): void {
  const stopped = new Set(items.filter(({ answer }) => answer === 'stopped').map(({ ref }) => ref));
  const left = facts.filter(({ ref }) => !stopped.has(ref)).map(({ label }) => label);
  const listed = [...left, ...added.map(({ label }) => label)];
  if (listed.length > 0) ctx.fail('factsListed', { facts: listed.join(', ') });
}
