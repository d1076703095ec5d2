import { refuse } from '#platform/shared/errors.ts';

/** What is wrong with one part of a search; the words name it and say what would do. */
type Fault = 'unknownParameter' | 'searchValue' | 'searchModifier' | 'searchChain';

/** Refuses a part of a search by its name, with nothing of its value, which may be a patient's. */
export function refusePart(name: string, fault: Fault = 'unknownParameter'): never {
  return refuse('invalidInput', {}, [{ path: name.slice(0, 100), key: `platform_field_${fault}` }]);
}

export function refuseTooMany(name: string, maximum: number): never {
  return refuse('invalidInput', {}, [
    { path: name.slice(0, 100), key: 'platform_field_tooBig_list', params: { maximum } },
  ]);
}

/** Splits at a sign that no backslash stands before (http://hl7.org/fhir/R4/search.html#escaping). */
export function splitEscaped(text: string, sign: ',' | '|' | '$'): string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at++) {
    const one = text[at] ?? '';
    if (one === '\\' && at + 1 < text.length) parts.push(`${parts.pop()}${one}${text[++at]}`);
    else if (one === sign) parts.push('');
    else parts.push(`${parts.pop()}${one}`);
  }
  return parts;
}

/** A value without its backslashes. */
export function unescaped(text: string): string {
  return text.replace(/\\([\\,|$])/g, '$1');
}
