import {
  type Element,
  isResourceType,
  type Property,
  type TypeDefinition,
  typeDefinition,
} from './definitions.ts';
import { checkPrimitive, isPrimitive } from './primitives.ts';
import { checkBundleEntries, checkContained, containerOf, noteLocalReference } from './validate-container.ts';
import { checkRules } from './validate-rules.ts';
import { checkContent, checkSpecial } from './validate-special.ts';
import {
  isFull,
  isRecord,
  isTooDeep,
  type JsonRecord,
  type Place,
  placeOf,
  report,
  type Walk,
} from './walk.ts';
import { checkNarrative } from './xhtml.ts';

/** Checks a resource: the one asked for, one in a Bundle or Parameters, or a contained one. */
export function checkResource(walk: Walk, value: unknown, place: Place, isContained: boolean): void {
  if (isTooDeep(place)) {
    report(walk, place, 'too-costly', 'fhir_too_deep');
    return;
  }
  if (!isRecord(value)) {
    report(walk, place, 'structure', 'fhir_object_expected');
    return;
  }
  const type = value.resourceType;
  if (typeof type !== 'string') {
    report(walk, place, 'structure', 'fhir_resource_type_missing');
    return;
  }
  const definition = isResourceType(type) ? typeDefinition(type) : undefined;
  if (!definition) {
    report(walk, place, 'structure', 'fhir_resource_type_unknown');
    return;
  }
  const outer = { container: walk.container, resource: walk.resource };
  if (!isContained) walk.container = containerOf(value);
  walk.resource = value;
  checkObject(walk, value, definition, place);
  if (!isContained) checkContained(walk, value, place);
  if (type === 'Bundle') checkBundleEntries(walk, value, place);
  if (type === 'Binary') checkContent(walk, undefined, value, place);
  checkRules(walk, definition.rules, { value, type }, place);
  walk.container = outer.container;
  walk.resource = outer.resource;
}

/** Checks the members of an object against its type, inherited elements included. */
function checkObject(
  walk: Walk,
  value: JsonRecord,
  definition: TypeDefinition,
  place: Place,
  mayBeEmpty = definition.isResource,
): void {
  if (isTooDeep(place)) {
    report(walk, place, 'too-costly', 'fhir_too_deep');
    return;
  }
  let chosen: Element[] | undefined;
  let children = 0;
  for (const name in value) {
    if (isFull(walk)) return;
    if (value[name] === undefined || (name === 'resourceType' && definition.isResource)) continue;
    const bare = name.startsWith('_') ? name.slice(1) : name;
    const property = definition.properties.get(bare);
    if (!property || (bare !== name && !isPrimitive(property.type))) {
      report(walk, placeOf(place, shownName(name)), 'structure', 'fhir_unknown_element');
      continue;
    }
    if (name !== 'id') children++;
    // A primitive and its extensions are checked together, at the one that holds the value.
    if (bare !== name && value[bare] !== undefined) continue;
    const { element } = property;
    if (element.choice) {
      chosen ??= [];
      if (chosen.includes(element))
        report(walk, placeOf(place, element.name), 'structure', 'fhir_choice_doubled');
      chosen.push(element);
    }
    const extra = isPrimitive(property.type) ? value[`_${bare}`] : undefined;
    checkProperty(walk, property, value[bare], extra, place);
  }
  if (children === 0 && !mayBeEmpty) report(walk, place, 'invariant', 'fhir_empty_element');
  for (const element of definition.required) checkPresent(walk, value, element, place);
}

/** A name that R4 does not know may be anything, a patient's name too; paths are logged. */
function shownName(name: string): string {
  return /^\w{1,64}$/.test(name) ? name : '?';
}

function checkPresent(walk: Walk, value: JsonRecord, element: Element, place: Place): void {
  const isPresent = element.properties.some(
    (name) => value[name] !== undefined || value[`_${name}`] !== undefined,
  );
  if (!isPresent) report(walk, placeOf(place, element.name), 'required', 'fhir_required');
}

function checkProperty(walk: Walk, property: Property, value: unknown, extra: unknown, parent: Place): void {
  const { element, type } = property;
  const name = element.choice
    ? `${element.name}.ofType(${type.replace(/^(Simple|Money)Quantity$/, 'Quantity')})`
    : element.name;
  if (!element.many) {
    const place = placeOf(parent, name);
    if (Array.isArray(value) || Array.isArray(extra)) {
      report(walk, place, 'structure', 'fhir_single_expected');
      return;
    }
    if (value === null) {
      report(walk, place, 'structure', 'fhir_null');
      return;
    }
    checkValue(walk, property, value, extra, place);
    return;
  }
  const place = placeOf(parent, name);
  if ((value !== undefined && !Array.isArray(value)) || (extra !== undefined && !Array.isArray(extra))) {
    report(walk, place, 'structure', 'fhir_array_expected');
    return;
  }
  const values: readonly unknown[] = value ?? [];
  const extras: readonly unknown[] = extra ?? [];
  if (values.length + extras.length === 0 || (value !== undefined && values.length === 0)) {
    report(walk, place, 'structure', 'fhir_array_empty');
    return;
  }
  if (value !== undefined && extras.length > values.length) {
    report(walk, place, 'structure', 'fhir_array_lengths');
    return;
  }
  const count = Math.max(values.length, extras.length);
  for (let at = 0; at < count && !isFull(walk); at++) {
    const item = values[at] ?? undefined;
    const itemExtra = extras[at] ?? undefined;
    const itemPlace = placeOf(parent, name, at);
    if (item === undefined && itemExtra === undefined) report(walk, itemPlace, 'structure', 'fhir_null');
    else checkValue(walk, property, item, itemExtra, itemPlace);
  }
}

function checkValue(walk: Walk, property: Property, value: unknown, extra: unknown, place: Place): void {
  const { element, type } = property;
  if (isPrimitive(type)) {
    if (value !== undefined) checkPrimitiveValue(walk, property, value, place);
    if (extra !== undefined) checkExtra(walk, extra, value !== undefined, place);
  } else if (type === 'Resource') {
    checkResource(walk, value, place, element.name === 'contained');
  } else {
    if (!isRecord(value)) {
      report(walk, place, 'structure', 'fhir_object_expected');
      return;
    }
    const definition = typeDefinition(type);
    if (!definition) throw new Error(`R4 has no type ${type}`);
    checkObject(walk, value, definition, place);
    checkSpecial(walk, property, value, place);
    if (definition.rules.length > 0) checkRules(walk, definition.rules, { value, type }, place);
  }
  if (element.rules.length > 0) checkRules(walk, element.rules, { value, extra, type }, place);
}

function checkPrimitiveValue(walk: Walk, property: Property, value: unknown, place: Place): void {
  const { element, type } = property;
  const fault = checkPrimitive(type, value);
  if (fault) {
    report(walk, place, 'value', `fhir_primitive_${fault}`);
    return;
  }
  if (typeof value !== 'string') return;
  if (type === 'xhtml') {
    const narrative = checkNarrative(value);
    if (narrative)
      report(walk, place, narrative === 'link' ? 'security' : 'invariant', `fhir_narrative_${narrative}`);
  } else if (value.startsWith('#') && (type === 'uri' || type === 'url' || type === 'canonical')) {
    noteLocalReference(walk, value);
  }
  if (element.codes && ![...element.codes.values()].some((codes) => codes.has(value))) {
    report(walk, place, 'code-invalid', 'fhir_code_unknown', { codes: firstCodes(element.codes) });
  }
}

/** A few of the allowed codes, to help whoever mistyped one. */
function firstCodes(lists: ReadonlyMap<string, ReadonlySet<string>>): string {
  const codes = [...lists.values()].flatMap((list) => [...list]);
  return codes.length > 12 ? `${codes.slice(0, 12).join(', ')}, …` : codes.join(', ');
}

/** The `_name` beside a primitive: an Element with an id, extensions or both. */
function checkExtra(walk: Walk, extra: unknown, hasValue: boolean, place: Place): void {
  const definition = typeDefinition('Element');
  if (!isRecord(extra) || !definition) {
    report(walk, place, 'structure', 'fhir_object_expected');
    return;
  }
  checkObject(walk, extra, definition, place, hasValue);
}
