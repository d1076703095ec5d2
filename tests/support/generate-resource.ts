import { type Element, typeDefinition } from '#platform/server/fhir/definitions.ts';
import { decimal, type JsonObject, type JsonValue } from '#platform/server/fhir/json-text.ts';
import { isPrimitive } from '#platform/server/fhir/primitives.ts';
import { validateResource } from '#platform/server/fhir/validate.ts';

/** Left out: what the store writes itself, and what only makes sense with other parts of the resource. */
const leftOut = new Set([
  'id',
  'meta',
  'text',
  'contained',
  'implicitRules',
  'language',
  'modifierExtension',
]);
const mostDepth = 4;

/** What invariants ask for beyond the definitions: no chance finds it. */
const needed: Record<string, JsonObject> = {
  AllergyIntolerance: { clinicalStatus: codeOf('allergyintolerance-clinical', 'active') },
  CapabilityStatement: {
    ...{ kind: 'requirements', description: 'x', rest: [{ mode: 'server' }] },
    ...{ implementation: undefined, software: undefined },
  },
  Binary: { contentType: 'text/plain', data: 'aGFzaWw=' },
  MolecularSequence: { coordinateSystem: 1 },
  StructureDefinition: {
    ...{ url: 'https://example.org/x', type: 'https://example.org/x', kind: 'logical', abstract: false },
    ...{ derivation: undefined, baseDefinition: undefined, snapshot: undefined, contextInvariant: undefined },
    ...{ context: undefined, differential: { element: [{ id: 'x', path: 'x' }] } },
  },
  Appointment: { status: 'proposed', start: undefined, end: undefined, cancelationReason: undefined },
};

function codeOf(list: string, code: string): JsonObject {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${list}`, code }] };
}

/**
 * A valid resource of a type with whatever the definitions allow, by chance: optional elements, extensions, odd but
 * legal text, and decimals in every spelling. What breaks an invariant is taken out again.
 * @param random dice in [0, 1)
 * @returns undefined when two hundred tries found none
 */
export function generateResource(type: string, random: () => number): JsonObject | undefined {
  for (let tries = 0; tries < 200; tries += 1) {
    const richness = 0.3 * random();
    let resource: JsonObject = {
      resourceType: type,
      ...objectOf(type, random, richness, 0),
      ...needed[type],
    };
    for (let cuts = 0; cuts < 12; cuts += 1) {
      resource = JSON.parse(JSON.stringify(resource), (_key, value, context?: { source?: string }) =>
        typeof value === 'number' && context?.source ? decimal(context.source) : value,
      ) as JsonObject;
      const [error] = validateResource(resource).filter(({ severity }) => severity === 'error');
      if (!error) return resource;
      if (!cut(resource, type, error.expression)) break;
    }
  }
  return undefined;
}

/** Takes the optional element that an error lies in out of the resource. */
function cut(resource: JsonObject, type: string, expression: string): boolean {
  const name = /^\w+\.(\w+)/.exec(expression)?.[1];
  const element = name === undefined ? undefined : typeDefinition(type)?.elements.get(name);
  const names = element ? (element.min > 0 ? [] : element.properties) : optionalNames(resource, type);
  const present = names.filter((one) => resource[one] !== undefined || resource[`_${one}`] !== undefined);
  for (const one of element ? present : present.slice(0, 1)) {
    delete resource[one];
    delete resource[`_${one}`];
  }
  return present.length > 0;
}

function optionalNames(resource: JsonObject, type: string): string[] {
  const definition = typeDefinition(type);
  return Object.keys(resource).filter((name) => definition?.properties.get(name)?.element.min === 0);
}

function objectOf(type: string, random: () => number, richness: number, depth: number): JsonObject {
  const object: JsonObject = {};
  for (const element of typeDefinition(type)?.elements.values() ?? []) {
    if (leftOut.has(element.name) || (element.name === 'extension' && depth > 2)) continue;
    const isWanted = element.min > 0 || (depth < mostDepth && random() < richness / (depth + 1));
    if (!isWanted) continue;
    const at = Math.floor(random() * element.types.length);
    const [name, inner] = [element.properties[at] ?? element.name, element.types[at] ?? ''];
    if (inner === 'Resource' || inner === 'xhtml') continue;
    const one = () => makeValue(element, inner, random, richness, depth);
    object[name] = element.many ? Array.from({ length: random() < 0.3 ? 2 : 1 }, one) : one();
    if (isPrimitive(inner) && !element.many && random() < richness)
      object[`_${name}`] = { extension: [extension(random)] };
  }
  return object;
}

function makeValue(
  element: Element,
  type: string,
  random: () => number,
  richness: number,
  depth: number,
): JsonValue {
  if (type === 'Extension') return extension(random);
  if (type === 'Reference')
    return {
      reference: `${pick(element.targets ?? ['Patient'], random).replace(/^Resource$/, 'Patient')}/some-${Math.floor(random() * 99)}`,
    };
  if (type === 'Attachment') return { contentType: 'text/plain', data: 'aGFzaWw=', title: text(random) };
  if (element.codes && type === 'code')
    return pick(
      [...element.codes.values()].flatMap((list) => [...list]),
      random,
    );
  if (element.codes) {
    const [system, codes] = pick([...element.codes], random);
    const coding = { system, code: pick([...codes], random) };
    return type === 'CodeableConcept' ? { coding: [coding] } : coding;
  }
  if (isPrimitive(type)) return primitive(type, random);
  const made = objectOf(type, random, richness, depth + 1);
  return Object.keys(made).length > 0 ? made : { extension: [extension(random)] };
}

function extension(random: () => number): JsonObject {
  const url = `https://example.org/unknown/${Math.floor(random() * 1000)}`;
  if (random() < 0.3) return { url, extension: [{ url: 'inner', valueDecimal: decimal(spelling(random)) }] };
  return random() < 0.5
    ? { url, valueString: text(random) }
    : { url, valueDecimal: decimal(spelling(random)) };
}

const spellings = [
  '1.10',
  '100',
  '0.000',
  '1e2',
  '-0.50',
  '6.02214076E23',
  '12345678901234567890.10',
  '1.0e-7',
];
const spelling = (random: () => number) => pick(spellings, random);

const texts = [
  'Sakit kepala',
  'é “quoted” \\ / \t tab',
  '你好 𠮷',
  'a\nb',
  '<b>&amp;',
  '1.10',
  'null',
  "it's",
  '\u2028x',
];
const text = (random: () => number) => `${pick(texts, random)} ${Math.floor(random() * 1e6)}`;

const primitives: Record<string, (random: () => number) => JsonValue> = {
  boolean: (random) => random() < 0.5,
  decimal: (random) => decimal(spelling(random)),
  integer: (random) => Math.floor(random() * 100),
  unsignedInt: (random) => Math.floor(random() * 100),
  positiveInt: (random) => 1 + Math.floor(random() * 100),
  date: (random) => pick(['2026', '2026-02', '2024-02-29'], random),
  dateTime: (random) => pick(['2026', '2026-02-28T09:00:00.120+07:00', '2024-02-29T23:59:60Z'], random),
  instant: () => '2026-02-28T09:00:00.120+07:00',
  time: () => '09:00:00.50',
  code: (random) => `code-${Math.floor(random() * 100)}`,
  id: (random) => `id-${Math.floor(random() * 1e6)}`,
  oid: () => 'urn:oid:1.2.3',
  uuid: () => 'urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7',
  uri: (random) => `https://example.org/${Math.floor(random() * 1e6)}`,
  url: (random) => `https://example.org/${Math.floor(random() * 1e6)}`,
  canonical: (random) => `https://example.org/c/${Math.floor(random() * 1e6)}|1.0`,
  base64Binary: () => 'aGFzaWw=',
  string: text,
  markdown: text,
};

function primitive(type: string, random: () => number): JsonValue {
  const make = primitives[type];
  if (!make) throw new Error(`nobody makes ${type}`);
  return make(random);
}

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
