import { choiceSuffix, isKindOf, typeDefinition } from '../definitions.ts';
import { isRawNumber, numberLiteral, stringifyLossless } from '../json-text.ts';

/** A node of a resource, or a plain value that an expression made (type `System`). */
export interface Item {
  value: unknown;
  /** The sibling `_name` of a primitive: its id and extensions. */
  extra?: unknown;
  type: string;
}

/** What the environment variables of an expression stand for. */
export interface Environment {
  resource: Item;
  rootResource: Item;
  context: Item;
}

/** A compiled expression: focus in, result out. */
export type Evaluate = (focus: readonly Item[], environment: Environment) => readonly Item[];

export const NOTHING: readonly Item[] = [];

/** Wraps a value that is no part of the resource. */
export function systemItem(value: string | number | boolean): readonly Item[] {
  return [{ value, type: 'System' }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value);
}

/** The node for a resource, or an element whose type only its content tells. */
export function itemOf(value: unknown, type: string, extra?: unknown): Item {
  if (type === 'Resource' && isRecord(value) && typeof value.resourceType === 'string') {
    return { value, type: value.resourceType };
  }
  return extra === undefined ? { value, type } : { value, extra, type };
}

/** Is the node of this FHIR type? `Boolean`, `String` and the like name the primitives too. */
export function isOfType(item: Item, type: string): boolean {
  return isKindOf(item.type, type) || item.type === type[0]?.toLowerCase() + type.slice(1);
}

/** Has the node a value of its own, and not only extensions? */
export function hasValue(item: Item): boolean {
  return item.value !== undefined && item.value !== null && !isRecord(item.value);
}

/** The children of one name; a choice answers to its bare name (`value`). */
export function childrenNamed(item: Item, name: string): readonly Item[] {
  const found: Item[] = [];
  if (!isRecord(item.value)) {
    if (isRecord(item.extra))
      pushValues(found, item.extra[name], undefined, name === 'extension' ? 'Extension' : 'string');
    return found;
  }
  const element = typeDefinition(item.type)?.elements.get(name);
  if (!element) return NOTHING;
  for (const type of element.types) {
    const property = element.choice ? name + choiceSuffix(type) : name;
    pushValues(found, item.value[property], item.value[`_${property}`], type);
  }
  return found;
}

/** All children, in the order of the definition. */
export function children(item: Item): readonly Item[] {
  if (!isRecord(item.value)) return [...childrenNamed(item, 'id'), ...childrenNamed(item, 'extension')];
  const names = typeDefinition(item.type)?.elements.keys() ?? [];
  return [...names].flatMap((name) => childrenNamed(item, name));
}

/** All nodes below, children before their own children. */
export function descendants(items: readonly Item[]): readonly Item[] {
  const found: Item[] = items.flatMap(children);
  for (let at = 0; at < found.length; at++) {
    const item = found[at];
    if (item) for (const child of children(item)) found.push(child);
  }
  return found;
}

function pushValues(found: Item[], value: unknown, extra: unknown, type: string): void {
  if (!Array.isArray(value) && !Array.isArray(extra)) {
    if (value !== undefined || extra !== undefined) found.push(itemOf(value, type, extra));
    return;
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  const extras: readonly unknown[] = Array.isArray(extra) ? extra : [];
  for (let at = 0; at < Math.max(values.length, extras.length); at++) {
    found.push(itemOf(values[at], type, extras[at] ?? undefined));
  }
}

/** A text that is the same for equal nodes; `1.0` equals `1.00`. */
export function identity(item: Item): string {
  const literal = numberLiteral(item.value);
  if (literal !== undefined) return `number ${Number(literal)}`;
  return `${typeof item.value} ${stringifyLossless(item.value)}`;
}

/** The plain value to compare: numbers as numbers, text as text. */
export function plainValue(item: Item | undefined): unknown {
  const literal = numberLiteral(item?.value);
  return literal === undefined ? item?.value : Number(literal);
}
