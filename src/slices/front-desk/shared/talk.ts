import { foldName } from '#platform/shared/names.ts';
import type { TalkAnswer, TalkQuestion, TalkScript } from './talk-shapes.ts';

/** What the script adapts to. `ageDays` is missing where the birth date is unknown or not whole. */
export interface TalkFacts {
  reason: string;
  sex: string;
  ageDays: number | undefined;
  /** Topics that somebody chose by hand. */
  topics: readonly string[];
}

/**
 * Topics of which a word stands in the reason, as a beginning of a word there: `kepala` finds `kepalanya`. Words of both
 * languages count whatever is spoken, and nothing that is said beside them (“no chest pain”) takes a topic away: the
 * question is asked, and she answers it herself.
 */
export function topicsIn(script: TalkScript, reason: string): string[] {
  const said = ` ${foldName(reason)} `;
  return script.topics
    .filter(({ keywords }) => keywords.some((keyword) => hears(said, foldName(keyword))))
    .map(({ code }) => code);
}

/** A short word begins too many others (`bab` a baby): it counts alone, or with the ending of a plural or a possessive. */
function hears(said: string, keyword: string): boolean {
  if (keyword === '') return false;
  if (keyword.length > 3) return said.includes(` ${keyword}`);
  return ['', 's', 'nya', 'ku'].some((ending) => said.includes(` ${keyword}${ending} `));
}

/** The questions of this talk in order: what could be an emergency first, the usual ones after. */
export function questionsFor(script: TalkScript, facts: TalkFacts): TalkQuestion[] {
  const topics = new Set([...topicsIn(script, facts.reason), ...facts.topics]);
  const asked = script.questions.filter(
    (one) => (one.topics.length === 0 || one.topics.some((topic) => topics.has(topic))) && fits(one, facts),
  );
  return [...asked.filter(isRedFlag), ...asked.filter((one) => !isRedFlag(one))];
}

/** Somebody of unknown age or sex is asked rather than passed over. */
function fits(question: TalkQuestion, { sex, ageDays }: TalkFacts): boolean {
  const { fromDays, untilDays } = question;
  if (ageDays !== undefined && fromDays !== undefined && ageDays < fromDays) return false;
  if (ageDays !== undefined && untilDays !== undefined && ageDays >= untilDays) return false;
  return !question.sex || question.sex === sex || (sex !== 'female' && sex !== 'male');
}

export function isRedFlag(question: TalkQuestion): boolean {
  return question.level !== undefined;
}

export interface TalkStand {
  asked: TalkQuestion[];
  /** The question that ended it, and how urgent that is. */
  stop?: { question: TalkQuestion; level: 'emergency' | 'urgent' } | undefined;
  /** What is asked now; none when it stopped or all is answered. */
  next?: TalkQuestion | undefined;
}

/**
 * Where a talk stands. The first emergency ends it: whoever may be dying is not asked how long it has been. “Not sure”
 * about a red flag is for a clinician to hear, and never counts as a no.
 */
export function standOf(script: TalkScript, facts: TalkFacts, answers: readonly TalkAnswer[]): TalkStand {
  const asked = questionsFor(script, facts);
  const given = new Map(answers.map((one) => [one.code, one.answer]));
  const flagged = asked.flatMap((question) => {
    const level = levelOf(question, given.get(question.code));
    return level ? [{ question, level }] : [];
  });
  const emergency = flagged.find((one) => one.level === 'emergency');
  if (emergency) return { asked, stop: emergency };
  const next = asked.find((one) => !given.has(one.code));
  // an urgent answer lets the other red flags be asked, and what is merely usual wait
  if (flagged[0] && (!next || !isRedFlag(next))) return { asked, stop: flagged[0] };
  return { asked, next };
}

/** How urgent an answer is; undefined for one that raises nothing. */
export function levelOf(
  question: TalkQuestion,
  answer: string | undefined,
): 'emergency' | 'urgent' | undefined {
  if (!question.level || answer === undefined) return undefined;
  if (answer === 'yes') return question.level;
  return answer === 'unsure' ? 'urgent' : undefined;
}
