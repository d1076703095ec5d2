import { z } from 'zod';

/** Shapes that the verbs of this duty share. */

export const staffId = z.uuid();
export const empty = z.object({});
export const label = z.object({ en: z.string(), id: z.string() });
export const day = z.iso.date();
export const reason = z.string().trim().min(1).max(500);
export const text = (most: number) => z.string().trim().max(most);
export const words = (most: number) => z.string().trim().min(1).max(most);

export const ofOneself = {
  action: 'workforce.readOwn',
  kind: 'administrative',
  audience: 'signedIn',
} as const;
export const heldRole = z.object({ role: z.string(), label, preliminary: z.boolean() });

/** A certificate, a card or a letter as a file. Base64; four megabytes of content are more than a scan needs. */
export const evidence = z.object({
  fileName: words(200),
  contentType: z.enum(['image/jpeg', 'image/png', 'application/pdf']),
  data: z.base64().min(1).max(5_600_000, 'workforce_field_evidenceSize'),
});
export type Evidence = z.output<typeof evidence>;

/** `slice.act`, or a skill within it. */
export const actOrSkill = z
  .string()
  .max(120)
  .regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*(\/[a-z][A-Za-z0-9]*)?$/);

/** An act in the reader's words. `clinical` acts are those that a country's law gives to some jobs only. */
export const act = z.object({
  action: z.string(),
  kind: z.enum(['administrative', 'clinical', 'specialty']),
  words: z.string(),
});
