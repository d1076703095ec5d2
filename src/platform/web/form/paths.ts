/** Reads a dotted path (`lines.0.fee`); undefined where there is nothing. */
export function valueAt(values: unknown, path: string): unknown {
  let value: unknown = values;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** A copy with the value at the path replaced; what is not on the way stays the same object. */
export function withValueAt<Values>(values: Values, path: string, value: unknown): Values {
  const [step, ...rest] = path.split('.');
  if (step === undefined || path === '') return value as Values;
  const inner =
    rest.length > 0
      ? withValueAt((values as Record<string, unknown>)?.[step] ?? {}, rest.join('.'), value)
      : value;
  if (Array.isArray(values)) return values.map((one, at) => (String(at) === step ? inner : one)) as Values;
  return { ...values, [step]: inner };
}

/**
 * What a form sends: blank text was not said, so it is left out; an empty list is said and stays.
 * `{ reason: '', doses: [], payer: null }` → `{ doses: [] }`
 */
export function withoutBlanks(values: unknown): unknown {
  if (Array.isArray(values)) return values.map(withoutBlanks);
  if (typeof values !== 'object' || values === null) return values;
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== '' && value !== null && value !== undefined)
      .map(([name, value]) => [name, withoutBlanks(value)]),
  );
}
