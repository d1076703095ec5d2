const local = /^([A-Z][A-Za-z]*)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;

/**
 * The id in a reference of this record: `Patient/1` → `1`.
 * @param type where only a reference to it counts
 * @returns undefined for none, for another type, and for what lies in another record or inside the resource
 */
export function idOf(reference: string | undefined, type?: string): string | undefined {
  const [, found, id] = local.exec(reference ?? '') ?? [];
  return type === undefined || found === type ? id : undefined;
}
