import { checkAttachment } from './attachment.ts';
import { isSurelyAfter } from './date-range.ts';
import { isKindOf, isResourceType, type Property } from './definitions.ts';
import { numberLiteral } from './json-text.ts';
import { parseReference } from './references.ts';
import { noteLocalReference } from './validate-container.ts';
import { isRecord, type JsonRecord, type Place, placeOf, report, type Walk } from './walk.ts';

type SpecialCheck = (walk: Walk, property: Property, value: JsonRecord, place: Place) => void;

/** What the definitions say of a data type in words, in bindings, or in an invariant that needs more than FHIRPath. */
const CHECKS: Readonly<Record<string, SpecialCheck>> = {
  Extension: checkExtension,
  Reference: checkReference,
  CodeableConcept: checkConcept,
  Coding: checkCoding,
  Period: checkPeriod,
  Range: checkRange,
  Money: checkMoney,
  Attachment: checkContent,
};

/** Checks what is particular to a data type. */
export function checkSpecial(walk: Walk, property: Property, value: JsonRecord, place: Place): void {
  CHECKS[property.type]?.(walk, property, value, place);
}

/** ext-1. */
function checkExtension(walk: Walk, _: Property, value: JsonRecord, place: Place): void {
  let hasValue = false;
  for (const name in value) if (name.startsWith('value') || name.startsWith('_value')) hasValue = true;
  if (hasValue === (value.extension !== undefined)) report(walk, place, 'invariant', 'fhir_extension_value');
}

function checkReference(walk: Walk, property: Property, value: JsonRecord, place: Place): void {
  const { reference, type } = value;
  const targets = property.element.targets;
  if (typeof type === 'string' && isResourceType(type) && !mayPointAt(targets, type)) {
    report(walk, placeOf(place, 'type'), 'value', 'fhir_reference_type', { targets: listTargets(targets) });
  }
  if (typeof reference !== 'string' || reference === '') return;
  const parsed = parseReference(reference);
  const at = placeOf(place, 'reference');
  if (parsed.kind === 'malformed') {
    report(walk, at, 'value', 'fhir_reference_form');
    return;
  }
  let target = 'type' in parsed ? parsed.type : undefined;
  if (parsed.kind === 'contained') {
    noteLocalReference(walk, reference);
    target = parsed.id === '' ? undefined : walk.container.contained.get(parsed.id);
    if (parsed.id !== '' && target === undefined) {
      report(walk, at, 'invariant', 'fhir_reference_contained');
      return;
    }
  }
  if (target === undefined) return;
  if (!mayPointAt(targets, target)) {
    report(walk, at, 'value', 'fhir_reference_type', { targets: listTargets(targets) });
  } else if (typeof type === 'string' && isResourceType(type) && type !== target) {
    report(walk, at, 'value', 'fhir_reference_type_other');
  }
}

function mayPointAt(targets: readonly string[] | undefined, type: string): boolean {
  return targets?.some((target) => isKindOf(type, target)) ?? true;
}

function listTargets(targets: readonly string[] | undefined): string {
  return targets?.join(', ') ?? '';
}

function isInList(codes: ReadonlyMap<string, ReadonlySet<string>>, coding: unknown): boolean {
  if (!isRecord(coding)) return false;
  const { system, code } = coding;
  return typeof system === 'string' && typeof code === 'string' && codes.get(system)?.has(code) === true;
}

function checkConcept(walk: Walk, property: Property, value: JsonRecord, place: Place): void {
  const { codes } = property.element;
  if (!codes) return;
  const { coding } = value;
  if (Array.isArray(coding) && coding.some((one) => isInList(codes, one))) return;
  report(walk, place, 'code-invalid', 'fhir_coding_unknown', { systems: [...codes.keys()].join(', ') });
}

function checkCoding(walk: Walk, property: Property, value: JsonRecord, place: Place): void {
  const { codes } = property.element;
  if (!codes || isInList(codes, value)) return;
  report(walk, place, 'code-invalid', 'fhir_coding_unknown', { systems: [...codes.keys()].join(', ') });
}

/** per-1, with partial dates taken as the range that they are. */
function checkPeriod(walk: Walk, _: Property, value: JsonRecord, place: Place): void {
  const { start, end } = value;
  if (typeof start !== 'string' || typeof end !== 'string') return;
  if (isSurelyAfter(start, end)) report(walk, place, 'invariant', 'fhir_period_backwards');
}

/** rng-2, where both ends are in the same unit. */
function checkRange(walk: Walk, _: Property, value: JsonRecord, place: Place): void {
  const { low, high } = value;
  if (!isRecord(low) || !isRecord(high)) return;
  if (low.system !== high.system || (low.code ?? low.unit) !== (high.code ?? high.unit)) return;
  const least = numberLiteral(low.value);
  const most = numberLiteral(high.value);
  if (least !== undefined && most !== undefined && Number(least) > Number(most)) {
    report(walk, place, 'invariant', 'fhir_range_backwards');
  }
}

/** What is attached must be what it says it is, and nothing that runs; a Binary likewise. */
export function checkContent(walk: Walk, _: Property | undefined, value: JsonRecord, place: Place): void {
  const fault = checkAttachment(value.contentType, value.data);
  if (!fault) return;
  const at = placeOf(place, fault === 'type' || fault === 'active' ? 'contentType' : 'data');
  report(walk, at, fault === 'active' ? 'security' : 'value', `fhir_attachment_${fault}`);
}

/** The list of ISO 4217 is not among the definitions; its codes are three capitals. */
function checkMoney(walk: Walk, _: Property, value: JsonRecord, place: Place): void {
  const { currency } = value;
  if (typeof currency === 'string' && !/^[A-Z]{3}$/.test(currency)) {
    report(walk, placeOf(place, 'currency'), 'code-invalid', 'fhir_currency');
  }
}
