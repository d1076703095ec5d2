import { Pointer } from 'rfc6902/pointer.js';

/** Steps of a JSON Pointer (RFC 6901), or undefined when it is none. `''` is the document itself. */
export function parsePointer(text: string): string[] | undefined {
  if (text !== '' && !text.startsWith('/')) return undefined;
  // the library reads a stray tilde as itself, where the RFC knows ~0 and ~1 only
  if (/~(?![01])/.test(text)) return undefined;
  return Pointer.fromJSON(text).tokens.slice(1);
}

/** The FHIRPath of a place that steps lead to: `name`, `0`, `given` of a Patient is `Patient.name[0].given`. */
export function pathOfSteps(type: string, steps: readonly string[]): string {
  const parts = steps.map((step) => {
    if (/^\d{1,9}$/.test(step)) return `[${step}]`;
    // a name that R4 does not know may be anything, a patient's name too
    return /^\w{1,64}$/.test(step) ? `.${step}` : step === '-' ? '' : '.?';
  });
  return `${type}${parts.join('')}`;
}
