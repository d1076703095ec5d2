import type { Extension } from '@medplum/fhirtypes';

type Extended = { extension?: Extension[] };

/** The extension of this url, or undefined. */
export function extensionOf(element: Extended | undefined, url: string): Extension | undefined {
  return element?.extension?.find((extension) => extension.url === url);
}

/** Puts, replaces or (without a value) removes the one extension of this url; the others stay as they are. */
export function setExtension(
  element: Extended,
  url: string,
  value: Omit<Extension, 'url'> | undefined,
): void {
  const others = (element.extension ?? []).filter((extension) => extension.url !== url);
  const all = value ? [...others, { url, ...value }] : others;
  if (all.length > 0) element.extension = all;
  else delete element.extension;
}

/** Sets a property, or removes it where there is no value: FHIR knows no null and no empty list. */
export function assign<T extends object, K extends keyof T>(
  target: T,
  name: K,
  value: T[K] | undefined,
): void {
  const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (empty) delete target[name];
  else target[name] = value;
}
