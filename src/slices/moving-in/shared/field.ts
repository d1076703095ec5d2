import { foldName } from '#platform/shared/names.ts';

/** Something of a kind that a column can be taken for. */
export interface FieldRule {
  /** `birthDate`, `address.line`: the path in what is written. Its label is `movingIn_field_<key>`, dots as `_`. */
  key: string;
  isDate?: true;
  /** One field of a group is needed; a field with no companions is a group of its own. */
  required?: string;
  /** Headings by which it is known, in English, Indonesian and as common systems name their columns. */
  headings: string;
}

/** A heading as it is compared: letters and digits only, `Tgl. Lahir` → `tgllahir`. */
export function foldHeading(heading: string): string {
  return foldName(heading.replace(/([a-z])([A-Z])/g, '$1 $2')).replaceAll(' ', '');
}

/** Which field each heading stands for; a field is given once, to the first that names it. */
export function recognise(headings: readonly string[], rules: readonly FieldRule[]): (string | undefined)[] {
  const byHeading = new Map<string, string>();
  for (const rule of rules) {
    for (const heading of rule.headings.split('|')) {
      const folded = foldHeading(heading);
      if (!byHeading.has(folded)) byHeading.set(folded, rule.key);
    }
  }
  const taken = new Set<string>();
  return headings.map((heading) => {
    const key = byHeading.get(foldHeading(heading));
    if (!key || taken.has(key)) return undefined;
    taken.add(key);
    return key;
  });
}
