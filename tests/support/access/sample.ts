import type { z } from 'zod';

/** What a sample cannot know from the schema alone, by the name of a field; undefined where there is nothing to say. */
export interface Known {
  /** Ids and what one call must say: given wherever the field may be given. */
  given(field: string): unknown;
  /** Texts of a form that the schema does not tell: given where the field is required. */
  fill(field: string): unknown;
}

/**
 * A minimal value that a schema of a contract accepts. Optional fields are left out, unless they are known by name:
 * an id that may be given is given, since it is what access is about.
 * @param field name of the nearest field, by which `known` is asked first
 */
export function sampleOf(schema: z.core.$ZodType, known: Known, field = ''): unknown {
  const said = field === '' ? undefined : (known.given(field) ?? known.fill(field));
  if (said !== undefined) return said;
  const { def, bag } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return objectOf(def, known);
    case 'array':
      return Array.from({ length: Number(bag.minimum ?? 0) }, () => sampleOf(def.element, known, field));
    case 'string':
      return textOf('format' in def ? String(def.format) : '');
    case 'number':
      return Math.max(1, Number.isFinite(bag.minimum) ? Number(bag.minimum) : 1);
    case 'boolean':
      return false;
    case 'enum':
      return Object.values(def.entries)[0];
    case 'literal':
      return def.values[0];
    case 'union':
      return sampleOf(def.options[0] as z.core.$ZodType, known, field);
    case 'record':
      return {};
    case 'nullable':
      return null;
    case 'pipe':
      return sampleOf(def.in, known, field);
    case 'lazy':
      return 'text';
    default:
      throw new Error(`no sample for ${def.type} at ${field}`);
  }
}

function objectOf(def: z.core.$ZodObjectDef, known: Known): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(def.shape)) {
    const optional = ['optional', 'default'].includes(schema._zod.def.type);
    const one = optional ? known.given(name) : sampleOf(schema, known, name);
    if (one !== undefined) value[name] = one;
  }
  return value;
}

function textOf(format: string): string {
  if (format === 'date') return '2026-03-09';
  if (format === 'datetime') return '2026-03-12T03:00:00Z';
  if (format === 'uuid') return '0198a000-0000-7000-8000-000000000000';
  if (format === 'email') return 'somebody@example.test';
  return 'text';
}
