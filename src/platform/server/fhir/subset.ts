import { typeDefinition } from './definitions.ts';
import { parseStored, stringifyLossless } from './json-text.ts';

/** What a caller wants of each resource: a summary of R4, or these elements. */
export type Subset = 'true' | 'text' | 'data' | { elements: readonly string[] };

type Members = Record<string, unknown>;

const always = ['resourceType', 'id', 'meta'];
const subsetted = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
};

/**
 * A part of a stored resource, each number as it was written, tagged SUBSETTED so that nobody takes it for the whole.
 * Elements that the standard demands stay.
 *
 * @param text a stored resource
 */
export function subsetText(text: string, subset: Subset): string {
  const resource = parseStored(text) as Members;
  const type = String(resource.resourceType);
  return stringifyLossless(
    tagged(
      Object.fromEntries(Object.entries(resource).filter(wanted(type, subset)).map(inner(type, subset))),
    ),
  );
}

/** Does the type have an element of this name (`value` for `value[x]`)? */
export function hasElement(type: string, name: string): boolean {
  return always.includes(name) || typeDefinition(type)?.elements.has(name) === true;
}

function wanted(type: string, subset: Subset): (member: [string, unknown]) => boolean {
  const definition = typeDefinition(type);
  return ([property]) => {
    // `_birthDate` carries the extensions of `birthDate`
    const name = property.replace(/^_/, '');
    const element = definition?.properties.get(name)?.element;
    if (always.includes(name) || (element?.min ?? 0) > 0) return true;
    if (subset === 'data') return name !== 'text';
    if (subset === 'text') return name === 'text';
    if (subset === 'true') return element?.summary === true;
    return element !== undefined && subset.elements.includes(element.name);
  };
}

/** A summary goes down into what is defined within the type; the data types are shown whole. */
function inner(type: string, subset: Subset): (member: [string, unknown]) => [string, unknown] {
  const definition = typeDefinition(type);
  return ([property, value]) => {
    const nested = definition?.properties.get(property)?.type ?? '';
    if (subset !== 'true' || !nested.includes('.') || !typeDefinition(nested)) return [property, value];
    const cut = (one: unknown) =>
      Object.fromEntries(
        Object.entries(one as Members)
          .filter(wantedWithin(nested))
          .map(inner(nested, subset)),
      );
    return [property, Array.isArray(value) ? value.map(cut) : cut(value)];
  };
}

function wantedWithin(type: string): (member: [string, unknown]) => boolean {
  const definition = typeDefinition(type);
  return ([property]) => {
    const element = definition?.properties.get(property.replace(/^_/, ''))?.element;
    return element !== undefined && (element.summary || element.min > 0);
  };
}

function tagged(resource: Members): Members {
  const meta = (resource.meta ?? {}) as Members;
  const tags = Array.isArray(meta.tag) ? (meta.tag as Members[]) : [];
  const isTagged = tags.some(({ code, system }) => code === subsetted.code && system === subsetted.system);
  return isTagged ? resource : { ...resource, meta: { ...meta, tag: [...tags, subsetted] } };
}
