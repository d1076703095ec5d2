/**
 * What a text may hold in braces. `answers` says how to answer, as far as the way she is reached allows; `until` is when
 * the answer to an offer no longer counts, and stands in no other text.
 */
export const placeholders = ['clinic', 'date', 'time', 'place', 'phone', 'answers', 'until'] as const;
export type Placeholder = (typeof placeholders)[number];
export const templateKinds = ['confirmation', 'reminder', 'moved', 'cancelled', 'offer'] as const;
export type TemplateKind = (typeof templateKinds)[number];
/** Without these nobody knows where to be. */
const needed: Record<(typeof templateKinds)[number], readonly Placeholder[]> = {
  confirmation: ['clinic', 'date', 'time', 'place', 'phone', 'answers'],
  reminder: ['clinic', 'date', 'time', 'place', 'phone', 'answers'],
  moved: ['clinic', 'date', 'time', 'place', 'phone', 'answers'],
  cancelled: ['clinic', 'date', 'time', 'phone'],
  offer: ['clinic', 'date', 'time', 'place', 'phone', 'answers', 'until'],
};

const inBraces = /\{([^{}]*)\}/g;

/** Words in braces that a template does not know, and those that are missing from its body. */
export function templateFaults(kind: (typeof templateKinds)[number], subject: string, body: string) {
  const used = (text: string) => [...text.matchAll(inBraces)].map((match) => match[1] ?? '');
  const known: readonly string[] = placeholders;
  return {
    unknownInSubject: used(subject).filter((name) => name !== 'clinic'),
    unknownInBody: used(body).filter(
      (name) => !known.includes(name) || (name === 'until' && kind !== 'offer'),
    ),
    missing: needed[kind].filter((name) => !used(body).includes(name)),
  };
}

/** Fills a template; a value is put in as it is and not looked through again. */
export function filled(template: string, values: Partial<Record<Placeholder, string>>): string {
  return template.replace(inBraces, (whole, name: string) => values[name as Placeholder] ?? whole).trim();
}
