import type { Resource } from '@medplum/fhirtypes';
import { isSearchable } from '#platform/server/http/fhir/parse-search.ts';
import { parametersOf } from '#platform/server/fhir/search-parameters.ts';
import type { Definition, Naive, Reached } from './naive.ts';
import { codings, referencesOf, textsOf, urisOf, type Wanted, wordsOf } from './naive-match.ts';

/** One condition: as it is written in the address, and as the naive evaluation takes it. */
export interface Asked {
  name: string;
  value: string;
  definition: Definition;
  wanted: readonly Wanted[];
  how: 'any' | 'none' | 'missing' | 'present';
  /** The type that a chain reaches, and its parameter. */
  chain?: { targetType: string; definition: Definition };
}

export interface Query {
  type: string;
  asked: readonly Asked[];
  sort?: { definition: Definition; isDescending: boolean };
  count: number;
  /** As many candidates as are looked at one by one; without any the answer comes along an index. */
  few: number;
}

const escaped = (text: string) => text.replace(/[\\,|$]/g, '\\$&');

/** A random query whose values come from the resources themselves, or lie beside them. */
export function makeQuery(resources: readonly Resource[], naive: Naive, random: () => number): Query {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const one = pick(resources);
  const type = one.resourceType;
  const known = [...naive.definitions(type).values()].filter((definition) => {
    const parameter = parametersOf(type).get(definition.name);
    return parameter !== undefined && isSearchable(parameter);
  });
  // what the resource at hand has a value for is asked more often than what it has not
  const filled = known.filter((definition) => naive.valuesOf(one, definition).length > 0);
  const from = () => pick(filled.length > 0 && random() < 0.85 ? filled : known);
  const how = Math.floor(random() ** 2 * 3) + 1;
  const asked: Asked[] = [];
  for (let at = 0; at < how; at++) {
    const source = random() < 0.7 ? one : pick(resources.filter((other) => other.resourceType === type));
    const made = makeAsked(from(), source, resources, naive, random);
    if (made) asked.push(made);
  }
  const sortable = known.filter(
    (definition) => definition.type !== 'token' || definition.name !== 'deceased',
  );
  const sort = random() < 0.5 ? { definition: pick(sortable), isDescending: random() < 0.5 } : undefined;
  return {
    type,
    asked,
    ...(sort && { sort }),
    count: 1 + Math.floor(random() * 40),
    few: random() < 0.5 ? 1_000 : 0,
  };
}

const prefixes = ['', '', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb'];

function makeAsked(
  definition: Definition,
  source: Resource,
  resources: readonly Resource[],
  naive: Naive,
  random: () => number,
): Asked | undefined {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const { name } = definition;
  if (!ofEvery.has(name) && random() < 0.07) {
    const missing = random() < 0.5;
    return {
      name: `${name}:missing`,
      value: String(missing),
      definition,
      wanted: [],
      how: missing ? 'missing' : 'present',
    };
  }
  const reached = naive.valuesOf(source, definition);
  if (reached.length === 0) return undefined;
  const chain =
    definition.type === 'reference' && random() < 0.3
      ? makeChain(definition, reached, resources, naive, random)
      : undefined;
  if (chain) return chain;
  const values = Array.from({ length: random() < 0.2 ? 2 : 1 }, () =>
    makeWanted(definition, pick(reached), random),
  );
  // words and codes are asked by different names
  const isWords = (one: Made) => one.wanted.kind === 'string' && one.wanted.how === 'words';
  const made = values.filter((one) => one !== undefined);
  const fit = made.filter((one) => made[0] && isWords(one) === isWords(made[0]));
  if (fit.length === 0) return undefined;
  const [first] = fit;
  const modifier = first && modifierOf(definition, first.wanted, random);
  return {
    name: `${name}${modifier ?? ''}`,
    value: fit.map((one) => one.text).join(','),
    definition,
    wanted: fit.map((one) => withHow(one.wanted, modifier)),
    how: modifier === ':not' ? 'none' : 'any',
  };
}

/** What every resource has, so that nobody asks whether it is there or what lacks it. */
const ofEvery = new Set(['_id', '_lastUpdated']);

function modifierOf({ name, type }: Definition, wanted: Wanted, random: () => number): string | undefined {
  if (ofEvery.has(name)) return undefined;
  if (wanted.kind === 'string' && wanted.how === 'words') return ':text';
  if (type === 'token') return random() < 0.15 ? ':not' : undefined;
  if (type !== 'string') return undefined;
  return random() < 0.25 ? ':exact' : random() < 0.3 ? ':contains' : undefined;
}

function withHow(wanted: Wanted, modifier: string | undefined): Wanted {
  if (wanted.kind !== 'string' || modifier === ':text') return wanted;
  return {
    ...wanted,
    how: modifier === ':exact' ? 'exact' : modifier === ':contains' ? 'contains' : 'starts',
  };
}

function makeChain(
  definition: Definition,
  reached: readonly Reached[],
  resources: readonly Resource[],
  naive: Naive,
  random: () => number,
): Asked | undefined {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const [reference] = reached.flatMap(({ type, value }) => referencesOf(type, value));
  const target =
    reference && resources.find((one) => one.resourceType === reference.type && one.id === reference.id);
  if (!target) return undefined;
  const own = [...naive.definitions(target.resourceType).values()].filter((one) => {
    const parameter = parametersOf(target.resourceType).get(one.name);
    return (
      parameter !== undefined &&
      isSearchable(parameter) &&
      naive.valuesOf(target, one).length > 0 &&
      !one.name.startsWith('_')
    );
  });
  const inner = own.length > 0 ? makeAsked(pick(own), target, resources, naive, random) : undefined;
  if (inner?.how !== 'any' || inner.chain) return undefined;
  return {
    ...inner,
    name: `${definition.name}:${target.resourceType}.${inner.name}`,
    definition,
    chain: { targetType: target.resourceType, definition: inner.definition },
  };
}

interface Made {
  text: string;
  wanted: Wanted;
}

function makeWanted(
  definition: Definition,
  { type, value }: Reached,
  random: () => number,
): Made | undefined {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  switch (definition.type) {
    case 'token':
      return makeToken(type, value, random);
    case 'string': {
      const whole = pick(textsOf(type, value));
      const start = random() < 0.5 ? 0 : Math.floor(random() * whole.length);
      const cut = [...whole.slice(start)].slice(0, 1 + Math.floor(random() * 12)).join('');
      const text = pick([whole, cut, cut.toUpperCase()]);
      return isAskable(text)
        ? { text: escaped(text), wanted: { kind: 'string', text, how: 'starts' } }
        : undefined;
    }
    case 'date': {
      const written = writtenDates(type, value);
      const text = written.length > 0 ? pick(pick(written.map(alsoShorter))) : undefined;
      const prefix = pick(prefixes);
      return text === undefined
        ? undefined
        : { text: `${prefix}${text}`, wanted: { kind: 'date', prefix: prefix || 'eq', text } };
    }
    case 'number':
    case 'quantity':
      return makeAmount(definition.type, type, value, random);
    case 'reference': {
      const [uri] = urisOf(type, value);
      const [reference] = referencesOf(type, value);
      if (reference) {
        const isTyped = random() < 0.7;
        return {
          text: isTyped ? `${reference.type}/${reference.id}` : reference.id,
          wanted: { kind: 'reference', id: reference.id, ...(isTyped && { targetType: reference.type }) },
        };
      }
      return uri === undefined || !uri.includes(':')
        ? undefined
        : { text: escaped(uri), wanted: { kind: 'uri', uri } };
    }
    default: {
      const uri = pick(urisOf(type, value));
      return { text: escaped(uri), wanted: { kind: 'uri', uri } };
    }
  }
}

/** Longer texts are compared by their beginning alone, which the naive evaluation does not know. */
function isAskable(text: string): boolean {
  return text.length <= 100 && /[\p{L}\p{N}]/u.test(text) && text === text.trim();
}

function makeToken(type: string, value: unknown, random: () => number): Made | undefined {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const words = wordsOf(type, value);
  if (words.length > 0 && random() < 0.2) {
    const text = pick(words).slice(0, 60).trim();
    return isAskable(text)
      ? { text: escaped(text), wanted: { kind: 'string', text, how: 'words' } }
      : undefined;
  }
  const all = codings(type, value).filter((one) => one.code !== '' && one.code.length < 150);
  if (all.length === 0) return undefined;
  const { system, code } = pick(all);
  // a bare code has the system of its closed list, which its value does not tell
  const hasSystem = /^(Coding|CodeableConcept|Identifier)$/.test(type);
  const way = hasSystem ? random() : 0;
  if (way < 0.4) return { text: escaped(code), wanted: { kind: 'token', code } };
  if (way < 0.5 && system !== '') return { text: `${escaped(system)}|`, wanted: { kind: 'token', system } };
  return { text: `${escaped(system)}|${escaped(code)}`, wanted: { kind: 'token', system, code } };
}

// biome-ignore lint/suspicious/noExplicitAny: a value of any FHIR type
function writtenDates(type: string, value: any): string[] {
  const all =
    type === 'Period' ? [value.start, value.end] : type === 'Timing' ? (value.event ?? []) : [String(value)];
  return all.filter((one: unknown) => typeof one === 'string');
}

/** A date as it is, and with less precision. */
function alsoShorter(date: string): string[] {
  const shorter = [4, 7, 10].filter((length) => length < date.length).map((length) => date.slice(0, length));
  return [date, ...shorter];
}

// biome-ignore lint/suspicious/noExplicitAny: a value of any FHIR type
function makeAmount(kind: string, type: string, value: any, random: () => number): Made | undefined {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const of = type === 'Range' ? (value.low ?? value.high) : typeof value === 'number' ? { value } : value;
  if (typeof of?.value !== 'number' || /e/.test(String(of.value))) return undefined;
  const whole = Math.trunc(of.value);
  const literal = pick([String(of.value), of.value.toFixed(2), String(whole), `${whole}.5`]);
  const prefix = pick([...prefixes, 'ap']);
  const wanted = { kind: 'amount' as const, prefix: prefix || 'eq', literal };
  const { system, code, unit } =
    type === 'Money' ? { system: 'urn:iso:std:iso:4217', code: value.currency, unit: '' } : of;
  const way = kind === 'number' ? 0 : random();
  if (way < 0.3) return { text: `${prefix}${literal}`, wanted };
  if (way < 0.5 && (code || unit))
    return {
      text: `${prefix}${literal}||${escaped(code ?? unit)}`,
      wanted: { ...wanted, system: '', code: code ?? unit },
    };
  if (!system || !code) return { text: `${prefix}${literal}`, wanted };
  const other = system === 'http://unitsofmeasure.org' && random() < 0.5 ? (related[code] ?? code) : code;
  return {
    text: `${prefix}${literal}|${system}|${escaped(other)}`,
    wanted: { ...wanted, system, code: other },
  };
}

/** Another unit of the same measure. */
const related: Record<string, string> = {
  ...{
    mg: 'g',
    g: 'mg',
    kg: 'g',
    ug: 'mg',
    'mm[Hg]': 'kPa',
    kPa: 'mm[Hg]',
    cm: 'm',
    m: 'cm',
    min: 'h',
    h: 'min',
    d: 'h',
  },
};
