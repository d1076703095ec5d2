import type { z } from 'zod';
import { type Known, sampleOf } from '#testing/access/sample.ts';

type Schema = z.core.$ZodType;
type Step = string | number;

/** One place of a contract's input where a value stands that holds no others. */
export interface Leaf {
  /** Dotted, as a refusal names it. */
  path: string;
  kind: 'text' | 'number' | 'boolean' | 'choice' | 'other';
  /** A copy of an input with this value at the place; what it stands in is made where it was left out. */
  plant(input: unknown, value: unknown): Record<string, unknown>;
}

interface Stop {
  step: Step;
  /** Of a choice between kinds of objects: what stands there may be another kind, so this one is made anew. */
  anew?: boolean;
  /** What stands there when nothing does yet. */
  make: () => unknown;
}

/** Deep enough for every contract of ours. */
const mostSteps = 7;

/** Every leaf of a contract's input, optional ones too. @param known what samples are made of */
export function leavesOf(schema: Schema, known: Known): Leaf[] {
  const found = new Map<string, Leaf>();
  walk(schema, [], known, found);
  return [...found.values()];
}

function walk(schema: Schema, stops: Stop[], known: Known, found: Map<string, Leaf>): void {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const name = String(stops.findLast(({ step }) => typeof step === 'string')?.step ?? '');
  const inside = (step: Step, inner: Schema) => {
    if (stops.length >= mostSteps) return;
    const make = () => sampleOf(bare(inner), known, typeof step === 'string' ? step : name);
    walk(inner, [...stops, { step, make }], known, found);
  };
  const leaf = (kind: Leaf['kind']) => {
    const path = stops.map(({ step }) => step).join('.');
    if (path !== '' && !found.has(path))
      found.set(path, { path, kind, plant: (input, value) => planted(input, stops, value) });
  };
  switch (def.type) {
    case 'object':
      for (const [field, inner] of Object.entries(def.shape)) inside(field, inner);
      return;
    case 'array':
      inside(0, def.element);
      return;
    case 'record':
      inside('key', def.valueType);
      return;
    case 'union':
      for (const option of def.options)
        walk(option as Schema, choosing(stops, option as Schema, known), known, found);
      return;
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      walk(def.innerType, stops, known, found);
      return;
    case 'pipe':
      walk(def.in, stops, known, found);
      return;
    case 'string':
      leaf('text');
      return;
    case 'number':
      leaf('number');
      return;
    case 'boolean':
      leaf('boolean');
      return;
    case 'enum':
    case 'literal':
      leaf('choice');
      return;
    default:
      leaf('other');
      return;
  }
}

function choosing(stops: Stop[], option: Schema, known: Known): Stop[] {
  const last = stops.at(-1);
  if (!last || option._zod.def.type !== 'object') return stops;
  // by its own schema: what is known by the field's name may be of another kind
  const make = () => sampleOf(option, known);
  return [...stops.slice(0, -1), { ...last, anew: true, make }];
}

/** Without what says that a field may be left out. */
function bare(schema: Schema): Schema {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return 'innerType' in def ? bare(def.innerType) : schema;
}

function planted(input: unknown, stops: readonly Stop[], value: unknown): Record<string, unknown> {
  const copy = structuredClone(input) as Record<string, unknown>;
  let at: Record<Step, unknown> = copy;
  for (const [place, { step, make, anew }] of stops.entries()) {
    if (place === stops.length - 1) {
      at[step] = value;
      break;
    }
    const there = at[step];
    if (anew || typeof there !== 'object' || there === null) at[step] = make();
    // a sample may be a plain value where another branch of a union is meant
    if (typeof at[step] !== 'object' || at[step] === null) {
      at[step] = typeof stops[place + 1]?.step === 'number' ? [] : {};
    }
    at = at[step] as Record<Step, unknown>;
  }
  return copy;
}
