import { foldName, modernTokens, soundOf, trigrams } from './names.ts';
import { isDate } from './time.ts';

/** What is known of a person when looking for duplicates. Missing is missing: leave it out, never fill it in. */
export type MatchPerson = {
  name: string;
  /** The family name, where the person has one; otherwise the last word stands in for it. */
  familyName?: string | undefined;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` */
  birthDate?: string | undefined;
  sex?: string | undefined;
  /** E.164 */
  phone?: string | undefined;
  address?: string | undefined;
  /** Identifiers that belong to one person (NIK, BPJS, SSN), as system and value. */
  identifiers?: readonly { system: string; value: string }[] | undefined;
};

export type MatchReason =
  | 'nameSame'
  | 'nameSimilar'
  | 'nameDifferent'
  | 'birthDateSame'
  | 'birthDatePartlyKnown'
  | 'birthDateSwapped'
  | 'birthDateOneDigit'
  | 'birthDateDifferent'
  | 'sexSame'
  | 'sexDifferent'
  | 'phoneSame'
  | 'phoneDifferent'
  | 'addressSimilar'
  | 'addressDifferent'
  | 'identifierSame'
  | 'identifierDifferent'
  | 'identifierConflict'
  | 'siblingLikely'
  | 'familyNameChanged';

/** `same`: propose as the same person; `review`: a person decides; nothing is ever merged by the score. */
export type MatchScore = { score: number; verdict: 'same' | 'review' | 'different'; reasons: MatchReason[] };

export const matchThresholds = { same: 0.95, review: 0.75 } as const;

/** Jaro–Winkler similarity of two words, 0–1: transposed and mistyped letters cost little, another beginning much. */
function wordSimilarity(left: string, right: string): number {
  if (left === right) return 1;
  const [a, b] = [[...left], [...right]];
  const reach = Math.max(Math.floor(Math.max(a.length, b.length) / 2) - 1, 0);
  const taken = new Set<number>();
  const matchedA = a.filter((letter, index) => {
    for (let at = Math.max(0, index - reach); at <= Math.min(b.length - 1, index + reach); at += 1) {
      if (b[at] === letter && !taken.has(at)) {
        taken.add(at);
        return true;
      }
    }
    return false;
  });
  if (matchedA.length === 0) return 0;
  const matchedB = b.filter((_, index) => taken.has(index));
  const swaps = matchedA.filter((letter, index) => letter !== matchedB[index]).length / 2;
  const m = matchedA.length;
  const jaro = (m / a.length + m / b.length + (m - swaps) / m) / 3;
  let prefix = 0;
  while (prefix < 4 && a[prefix] !== undefined && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** From here on two words are one with a typing slip ("budi", "bdui"); below lie names of their own (Dewi, Dewa). */
const sameWord = 0.9;

/** Below this not even a word that was misheard or mistyped twice; letters of any two names are often 0.6 alike. */
const misheardWord = 0.85;

type Pairing = {
  pairs: { left: number; right: number; likeness: number }[];
  leftOver: number[];
  rightOver: number[];
};

/** Pairs the words of two names, best pair first; the order of words does not count. */
function pairWords(left: readonly string[], right: readonly string[]): Pairing {
  const all = left.flatMap((a, l) =>
    right.map((b, r) => ({ left: l, right: r, likeness: wordSimilarity(a, b) })),
  );
  all.sort((x, y) => y.likeness - x.likeness || x.left - y.left || x.right - y.right);
  const pairs: Pairing['pairs'] = [];
  for (const pair of all) {
    if (!pairs.some(({ left: l, right: r }) => l === pair.left || r === pair.right)) pairs.push(pair);
  }
  const weak = pairs.filter(({ likeness }) => likeness < sameWord);
  const unpaired = (words: readonly string[], side: 'left' | 'right') =>
    words.map((_, index) => index).filter((index) => !pairs.some((pair) => pair[side] === index));
  return {
    pairs,
    leftOver: [...unpaired(left, 'left'), ...weak.map((pair) => pair.left)],
    rightOver: [...unpaired(right, 'right'), ...weak.map((pair) => pair.right)],
  };
}

function sounds(name: string): string[] {
  return modernTokens(name).map(soundOf);
}

/**
 * How alike two names are, 0–1, after old spelling, sound and the order of words. A word that only one name has costs
 * half its length, because second names and degrees are often left out.
 */
export function similarity(left: string, right: string): number {
  const [a, b] = [sounds(left), sounds(right)];
  if (a.length === 0 || b.length === 0) return 0;
  // Pairing in one fixed direction keeps the answer the same whichever name comes first.
  const [first, second] = a.join(' ') <= b.join(' ') ? [a, b] : [b, a];
  const { pairs } = pairWords(first, second);
  let agreed = 0;
  let weight = 0;
  for (const pair of pairs) {
    const length = Math.max(first[pair.left]?.length ?? 0, second[pair.right]?.length ?? 0);
    agreed += length * pair.likeness;
    weight += length;
  }
  const letters = (words: readonly string[]) => words.reduce((total, word) => total + word.length, 0);
  const paired = pairs.reduce((n, p) => n + (first[p.left]?.length ?? 0) + (second[p.right]?.length ?? 0), 0);
  return agreed / (weight + (letters(first) + letters(second) - paired) / 2);
}

/** First words so common that sharing them says nothing: twins are often both Muhammad or both Siti. */
const commonFirst = new Set(['muhamat', 'siti', 'sri', 'nur', 'abdul', 'ahmat', 'ni', 'i', 'putri', 'putra']);

type NameRelation = 'compatible' | 'otherGivenName' | 'otherFamilyName' | 'otherName';

/**
 * Whether each name has a word that the other contradicts, and whether that word is a given or the family name.
 * `otherName`: they have no word in common; that their letters resemble each other is chance.
 */
function relate(candidate: MatchPerson, person: MatchPerson): NameRelation {
  const [left, right] = [distinctive(candidate), distinctive(person)];
  const { pairs, leftOver, rightOver } = pairWords(left.words, right.words);
  if (leftOver.length === 0 || rightOver.length === 0) return 'compatible';
  if (pairs.every(({ likeness }) => likeness < misheardWord)) return 'otherName';
  const onlyFamily = (over: number[], family: number) =>
    family > 0 && over.every((index) => index === family);
  return onlyFamily(leftOver, left.family) && onlyFamily(rightOver, right.family)
    ? 'otherFamilyName'
    : 'otherGivenName';
}

function distinctive(person: MatchPerson): { words: string[]; family: number } {
  const all = sounds(person.name);
  const words = all.length > 1 && commonFirst.has(all[0] ?? '') ? all.slice(1) : all;
  const stated = person.familyName === undefined ? undefined : sounds(person.familyName).at(-1);
  return { words, family: stated === undefined ? words.length - 1 : words.lastIndexOf(stated) };
}

type Part = { weight: number; agreement: number; reason: MatchReason };

/** A new family name with the same birth date and home is what marriage looks like, so it may not sink the name. */
function namePart(candidate: MatchPerson, person: MatchPerson, remarried: boolean): Part {
  const agreement = Math.max(similarity(candidate.name, person.name), remarried ? 0.6 : 0);
  const reason = agreement > 0.97 ? 'nameSame' : agreement >= 0.75 ? 'nameSimilar' : 'nameDifferent';
  return { weight: 0.45, agreement, reason };
}

function birthDatePart(left: string | undefined, right: string | undefined): Part | undefined {
  if (!left || !right) return undefined;
  const part = (agreement: number, reason: MatchReason): Part => ({ weight: 0.3, agreement, reason });
  if (left === right)
    return part(left.length === 10 ? 1 : 0.8, left.length === 10 ? 'birthDateSame' : 'birthDatePartlyKnown');
  if (left.length !== right.length) {
    const agrees = left.startsWith(right) || right.startsWith(left);
    return agrees ? part(0.8, 'birthDatePartlyKnown') : part(0, 'birthDateDifferent');
  }
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(left) ?? [];
  const swapped = `${year}-${day}-${month}`;
  if (year !== undefined && isDate(swapped) && swapped === right) return part(0.9, 'birthDateSwapped');
  const wrong = [...left].filter((character, index) => character !== right[index]).length;
  return wrong === 1 ? part(0.85, 'birthDateOneDigit') : part(0, 'birthDateDifferent');
}

function sexPart(left: string | undefined, right: string | undefined): Part | undefined {
  const known = (sex: string | undefined) => sex === 'male' || sex === 'female';
  if (!known(left) || !known(right)) return undefined;
  return {
    weight: 0.05,
    agreement: left === right ? 1 : 0,
    reason: left === right ? 'sexSame' : 'sexDifferent',
  };
}

function phonePart(left: string | undefined, right: string | undefined): Part | undefined {
  if (!left || !right) return undefined;
  // People change numbers, so another number speaks against a match only a little.
  return {
    weight: 0.12,
    agreement: left === right ? 1 : 0.4,
    reason: left === right ? 'phoneSame' : 'phoneDifferent',
  };
}

function addressPart(left: string | undefined, right: string | undefined): Part | undefined {
  if (!left || !right) return undefined;
  const [a, b] = [new Set(trigrams(foldName(left))), new Set(trigrams(foldName(right)))];
  const shared = [...a].filter((piece) => b.has(piece)).length;
  const agreement = a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
  return { weight: 0.08, agreement, reason: agreement >= 0.6 ? 'addressSimilar' : 'addressDifferent' };
}

function identifierRelation(candidate: MatchPerson, person: MatchPerson): 'same' | 'different' | 'none' {
  let relation: 'different' | 'none' = 'none';
  for (const mine of candidate.identifiers ?? []) {
    for (const theirs of person.identifiers ?? []) {
      if (mine.system !== theirs.system) continue;
      if (mine.value === theirs.value) return 'same';
      relation = 'different';
    }
  }
  return relation;
}

/**
 * How likely two records are one person, 0–1, with the reasons in words that a screen can show.
 * Name, birth date, sex, phone and address are weighed over what both records know (weights are the clinic's design).
 * A name alone never reaches review, nor does a birth date that differs by a slip beside a name that contradicts: in a
 * clinic of 100,000 somebody is registered a digit away from everybody. Same birth date and phone with another given name are twins or siblings, not a
 * duplicate. An identifier in common makes them the same unless name and birth date both contradict it.
 */
export function scoreMatch(candidate: MatchPerson, person: MatchPerson): MatchScore {
  const birthDate = birthDatePart(candidate.birthDate, person.birthDate);
  const phone = phonePart(candidate.phone, person.phone);
  const address = addressPart(candidate.address, person.address);
  const sex = sexPart(candidate.sex, person.sex);
  const sharesHome = phone?.reason === 'phoneSame' || address?.reason === 'addressSimilar';
  const sharesBirthAndHome = birthDate?.reason === 'birthDateSame' && sharesHome;
  const relation = relate(candidate, person);
  const contradicts = relation !== 'compatible';
  const remarried = relation === 'otherFamilyName' && sharesBirthAndHome;
  const name = namePart(candidate, person, remarried);
  const parts = [name, birthDate, sex, phone, address].filter((part) => part !== undefined);
  const weight = parts.reduce((total, part) => total + part.weight, 0);
  const weighed = parts.reduce((total, part) => total + part.weight * part.agreement, 0) / weight;
  const reasons = parts.map(({ reason }) => reason);
  const limits: [boolean, number][] = [
    [birthDate === undefined && phone?.reason !== 'phoneSame', 0.74],
    [birthDate === undefined, 0.94],
    [birthDate?.reason === 'birthDateDifferent', 0.7],
    [name.agreement < 0.6, 0.6],
    [contradicts && birthDate?.reason !== 'birthDateSame' && !sharesHome, 0.7],
    [relation === 'otherName' && !sharesHome, 0.7],
    [sex?.reason === 'sexDifferent', 0.94],
  ];
  if ((relation === 'otherGivenName' || relation === 'otherName') && sharesBirthAndHome) {
    reasons.push('siblingLikely');
    limits.push([true, 0.5]);
  }
  if (relation === 'otherFamilyName') {
    reasons.push('familyNameChanged');
    limits.push([true, 0.94]);
  }
  const capped = limits.reduce(
    (score, [applies, limit]) => (applies ? Math.min(score, limit) : score),
    weighed,
  );
  return withIdentifiers(capped, reasons, identifierRelation(candidate, person), name, birthDate);
}

function withIdentifiers(
  score: number,
  reasons: MatchReason[],
  relation: 'same' | 'different' | 'none',
  name: Part,
  birthDate: Part | undefined,
): MatchScore {
  if (relation === 'none') return verdictOf(score, reasons);
  if (relation === 'different') return verdictOf(Math.min(score, 0.94), [...reasons, 'identifierDifferent']);
  const conflict = name.agreement < 0.6 && birthDate?.reason === 'birthDateDifferent';
  return conflict
    ? verdictOf(0.8, [...reasons, 'identifierConflict'])
    : verdictOf(Math.max(score, 0.97), [...reasons, 'identifierSame']);
}

function verdictOf(score: number, reasons: MatchReason[]): MatchScore {
  const verdict =
    score >= matchThresholds.same ? 'same' : score >= matchThresholds.review ? 'review' : 'different';
  return { score, verdict, reasons };
}
