import { type Item, identity, NOTHING, plainValue, systemItem } from './items.ts';

type Operator = (left: readonly Item[], right: readonly Item[]) => readonly Item[];

/** Does a condition hold? Nothing and anything but one `true` do not. */
export function isTrue(items: readonly Item[]): boolean {
  return items.length === 1 && items[0]?.value === true;
}

/** FHIRPath knows true, false and, for an empty collection, neither; one value of another kind counts as true. */
function truthOf(items: readonly Item[]): boolean | undefined {
  if (items.length === 0) return undefined;
  return items[0]?.value !== false;
}

function truthItem(truth: boolean | undefined): readonly Item[] {
  return truth === undefined ? NOTHING : systemItem(truth);
}

function logic(
  decide: (left: boolean | undefined, right: boolean | undefined) => boolean | undefined,
): Operator {
  return (left, right) => truthItem(decide(truthOf(left), truthOf(right)));
}

function equal(left: readonly Item[], right: readonly Item[]): boolean | undefined {
  if (left.length === 0 || right.length === 0) return undefined;
  if (left.length !== right.length) return false;
  return left.every((item, at) => {
    const other = right[at];
    return other !== undefined && identity(item) === identity(other);
  });
}

function not(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

/** Compares two numbers, or two texts (times of one precision sort as text). */
function compare(decide: (order: number) => boolean): Operator {
  return ([left], [right]) => {
    const one = plainValue(left);
    const other = plainValue(right);
    if (typeof one === 'number' && typeof other === 'number') return systemItem(decide(one - other));
    if (typeof one !== 'string' || typeof other !== 'string') return NOTHING;
    return systemItem(decide(one < other ? -1 : one > other ? 1 : 0));
  };
}

function isIn(left: readonly Item[], right: readonly Item[]): readonly Item[] {
  const [item] = left;
  if (!item) return NOTHING;
  const wanted = identity(item);
  return systemItem(right.some((other) => identity(other) === wanted));
}

function union(left: readonly Item[], right: readonly Item[]): readonly Item[] {
  return [...new Map([...left, ...right].map((item) => [identity(item), item])).values()];
}

function add([left]: readonly Item[], [right]: readonly Item[]): readonly Item[] {
  const one = plainValue(left);
  const other = plainValue(right);
  return typeof one === 'number' && typeof other === 'number' ? systemItem(one + other) : NOTHING;
}

/** The binary operators that the R4 definitions use. */
export const operators: Readonly<Record<string, Operator>> = {
  and: logic((left, right) => {
    if (left === false || right === false) return false;
    return left === undefined || right === undefined ? undefined : true;
  }),
  or: logic((left, right) =>
    left || right ? true : left === undefined || right === undefined ? undefined : false,
  ),
  xor: logic((left, right) => (left === undefined || right === undefined ? undefined : left !== right)),
  implies: logic((left, right) => {
    if (left === false || right === true) return true;
    return left === undefined || right === undefined ? undefined : false;
  }),
  '=': (left, right) => truthItem(equal(left, right)),
  '!=': (left, right) => truthItem(not(equal(left, right))),
  '<': compare((order) => order < 0),
  '<=': compare((order) => order <= 0),
  '>': compare((order) => order > 0),
  '>=': compare((order) => order >= 0),
  in: isIn,
  contains: (left, right) => isIn(right, left),
  '|': union,
  '+': add,
  '&': ([left], [right]) => systemItem(`${plainValue(left) ?? ''}${plainValue(right) ?? ''}`),
};
