import {
  children,
  descendants,
  type Environment,
  type Evaluate,
  hasValue,
  type Item,
  identity,
  isOfType,
  NOTHING,
  plainValue,
  systemItem,
} from './items.ts';
import { isTrue } from './operators.ts';

/** A function on a collection; its arguments have been evaluated already. */
type PlainFunction = (items: readonly Item[], args: readonly (readonly Item[])[]) => readonly Item[];

/** A function whose first argument is evaluated for each item. */
type ItemFunction = (items: readonly Item[], each: (item: Item) => readonly Item[]) => readonly Item[];

function textOf(items: readonly Item[] | undefined): string | undefined {
  const value = plainValue(items?.[0]);
  return typeof value === 'string' ? value : undefined;
}

/** Answers nothing unless the focus is a text, as FHIRPath does. */
function onText(
  apply: (text: string, args: readonly (readonly Item[])[]) => string | number | boolean,
): PlainFunction {
  return (items, args) => {
    const text = textOf(items);
    return text === undefined ? NOTHING : systemItem(apply(text, args));
  };
}

function isDistinct(items: readonly Item[]): boolean {
  return new Set(items.map(identity)).size === items.length;
}

function toInteger(items: readonly Item[]): readonly Item[] {
  const value = plainValue(items[0]);
  return /^[+-]?\d+$/.test(String(value)) ? systemItem(Number(value)) : NOTHING;
}

const patterns = new Map<string, RegExp>();

/** The patterns are those of the definitions, a closed set. */
function patternOf(source: string, flags: string): RegExp {
  const key = `${flags}/${source}`;
  const pattern = patterns.get(key) ?? new RegExp(source, flags);
  patterns.set(key, pattern);
  return pattern;
}

export const plainFunctions: Readonly<Record<string, PlainFunction>> = {
  empty: (items) => systemItem(items.length === 0),
  count: (items) => systemItem(items.length),
  hasValue: (items) => systemItem(items.length === 1 && items.every(hasValue)),
  not: (items: readonly Item[]) => (items.length === 1 ? systemItem(items[0]?.value === false) : NOTHING),
  allFalse: (items) => systemItem(items.every((item) => item.value === false)),
  first: (items) => items.slice(0, 1),
  tail: (items) => items.slice(1),
  children: (items) => items.flatMap((item) => [...children(item)]),
  descendants: (items) => descendants(items),
  isDistinct: (items) => systemItem(isDistinct(items)),
  trace: (items) => items,
  combine: (items, [other]) => [...items, ...(other ?? [])],
  intersect: (items, [other]) => {
    const wanted = new Set((other ?? []).map(identity));
    return items.filter((item) => wanted.has(identity(item)));
  },
  toString: (items: readonly Item[]) => (items[0] ? systemItem(String(plainValue(items[0]))) : NOTHING),
  toInteger,
  contains: onText((text, [part]) => text.includes(textOf(part) ?? '')),
  startsWith: onText((text, [part]) => text.startsWith(textOf(part) ?? '')),
  substring: onText((text, [start]) => text.slice(Number(plainValue(start?.[0])))),
  matches: onText((text, [pattern]) => patternOf(textOf(pattern) ?? '', '').test(text)),
  replaceMatches: onText((text, [pattern, by]) =>
    text.replace(patternOf(textOf(pattern) ?? '', 'g'), textOf(by) ?? ''),
  ),
};

export const itemFunctions: Readonly<Record<string, ItemFunction>> = {
  where: (items, each) => items.filter((item) => isTrue(each(item))),
  select: (items, each) => items.flatMap((item) => [...each(item)]),
  all: (items, each) => systemItem(items.every((item) => isTrue(each(item)))),
  exists: (items, each) => systemItem(items.some((item) => isTrue(each(item)))),
};

/** `as`, `is` and `ofType` by the name of the type. */
export function typeFunction(name: string, type: string): (items: readonly Item[]) => readonly Item[] {
  if (name !== 'is') return (items) => items.filter((item) => isOfType(item, type));
  return (items) => {
    const [item] = items;
    return item ? systemItem(isOfType(item, type)) : NOTHING;
  };
}

/** `iif(condition, then, otherwise)`. */
export function evaluateIif(
  args: readonly Evaluate[],
  focus: readonly Item[],
  environment: Environment,
): readonly Item[] {
  const [condition, then, otherwise] = args;
  return (
    (isTrue(condition?.(focus, environment) ?? NOTHING) ? then : otherwise)?.(focus, environment) ?? NOTHING
  );
}
