import type {
  StoredElement,
  StoredRule,
  StoredType,
  StoredTypeFamily,
} from '../../src/platform/server/fhir/definition-shapes.ts';
import { correctedRule, correctFamily } from './corrections.ts';
import type { ElementDefinition, StructureDefinition } from './source.ts';

const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';
const TYPE_BASE = 'http://hl7.org/fhir/StructureDefinition/';

/** Checked in code: on every element, on every resource, or with a `resolve()` that a pure check cannot answer. */
const RULES_IN_CODE = /^(ele-1|ext-1|dom-\d|dom-r4b|txt-[12]|ref-1|per-1|rng-2|mdd-1|ctm-1)$/;

/** Value set that an element's codes must come from, kept by URL until the lists are named. */
export type BindingNamer = (valueSet: string) => string | undefined;

/**
 * Compiles one StructureDefinition into its own elements, without those it inherits.
 *
 * @param nameBinding gives the short name of a closed code list, or undefined when the list is open
 * @returns the type and its backbone types
 */
export function compileType(structure: StructureDefinition, nameBinding: BindingNamer): StoredTypeFamily {
  const family: StoredTypeFamily = {};
  const [root, ...elements] = structure.snapshot.element;
  if (!root) throw new Error(`${structure.name} has no elements`);
  const base = structure.baseDefinition?.split('/').pop();
  family[structure.name] = {
    ...(base === undefined ? {} : { base }),
    ...(structure.kind === 'resource' ? { resource: true as const } : {}),
    ...(structure.abstract ? { abstract: true as const } : {}),
    elements: {},
    ...rulesOf(root),
  };
  for (const element of elements) addElement(family, element, nameBinding);
  return correctFamily(family);
}

function addElement(family: StoredTypeFamily, element: ElementDefinition, nameBinding: BindingNamer): void {
  if (element.base && element.base.path !== element.path) return;
  const dot = element.path.lastIndexOf('.');
  const owner = family[element.path.slice(0, dot)];
  if (!owner || element.max === '0') return;
  const code = element.type?.[0]?.code;
  const nested = code === 'BackboneElement' || code === 'Element';
  if (nested) {
    const type: StoredType = { base: code, elements: {}, ...rulesOf(element) };
    family[element.path] = type;
  }
  owner.elements[element.path.slice(dot + 1).replace('[x]', '')] = {
    ...typesOf(element, nested),
    ...(element.min > 0 ? { min: element.min } : {}),
    ...(element.max === '*' ? { many: true as const } : {}),
    ...(element.isSummary ? { summary: true as const } : {}),
    ...targetsOf(element),
    ...codesOf(element, nameBinding),
    ...(nested ? {} : rulesOf(element)),
  };
}

function typesOf(element: ElementDefinition, nested: boolean): Pick<StoredElement, 'type' | 'choice'> {
  if (element.contentReference) return { type: element.contentReference.replace(/^.*#/, '') };
  if (nested) return { type: element.path };
  const types = (element.type ?? []).map((type) => {
    const narrowed = type.profile?.[0]?.match(/\/(SimpleQuantity|MoneyQuantity)$/)?.[1];
    if (!type.code.startsWith('http:')) return narrowed ?? type.code;
    if (element.path === 'Resource.id') return 'id';
    return type.extension?.find((extension) => extension.url === FHIR_TYPE)?.valueUrl ?? 'string';
  });
  const [only] = types;
  if (only === undefined) throw new Error(`${element.path} has no type`);
  return element.path.endsWith('[x]') ? { choice: types } : { type: only };
}

function targetsOf(element: ElementDefinition): Pick<StoredElement, 'targets'> {
  const profiles = element.type?.find((type) => type.code === 'Reference')?.targetProfile ?? [];
  const targets = profiles
    .filter((profile) => profile.startsWith(TYPE_BASE))
    .map((profile) => profile.slice(TYPE_BASE.length));
  return targets.length === 0 || targets.includes('Resource') ? {} : { targets };
}

function codesOf(element: ElementDefinition, nameBinding: BindingNamer): Pick<StoredElement, 'codes'> {
  const { strength, valueSet } = element.binding ?? {};
  if (strength !== 'required' || valueSet === undefined) return {};
  const codes = nameBinding(valueSet);
  return codes === undefined ? {} : { codes };
}

function rulesOf(element: ElementDefinition): { rules?: StoredRule[] } {
  const rules: StoredRule[] = [];
  for (const { key, severity, expression } of element.constraint ?? []) {
    if (expression === undefined || RULES_IN_CODE.test(key)) continue;
    // A machine-readable name is a wish of the specification's authors that no clinic acts on.
    if (expression.startsWith("name.matches('[A-Z]")) continue;
    rules.push([key, severity, correctedRule(key, expression)]);
  }
  return rules.length > 0 ? { rules } : {};
}
