import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ExportRefused } from './refused.ts';

export const formatName = 'serambi-clinic';
/** Grows with any change after which an older Serambi would read a file wrongly. */
export const formatVersion = 1;
export const manifestName = 'manifest.json';

const file = z.object({
  /** Inside the folder, with `/`. */
  path: z.string().regex(/^(tables|fhir|fhir-history)\/[A-Za-z0-9_]+\.ndjson$/),
  rows: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  /** Hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const manifest = z.object({
  format: z.literal(formatName),
  formatVersion: z.literal(formatVersion),
  /** The patient, where the export holds one patient alone. */
  patientId: z.string().nullable(),
  /** Version of Serambi. */
  product: z.string(),
  /** ISO-8601 UTC: everything is as it was at this moment. */
  madeAt: z.string(),
  /** The row of `platform_clinic`, each value as PostgreSQL's text. */
  clinic: z.object({ id: z.guid(), slug: z.string(), name: z.string() }).catchall(z.string().nullable()),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** Names (`macKeyId`) of the keys beside the database with which some of it was sealed. */
  keys: z.object({ audit: z.array(z.string()), factors: z.array(z.string()) }),
  files: z.array(file),
});

export type ExportedFile = z.infer<typeof file>;
export type Manifest = z.infer<typeof manifest>;

/** @throws ExportRefused `notAnExport`, `formatUnknown` */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, manifestName), 'utf8').catch(() => '');
  const head = z.object({ format: z.literal(formatName), formatVersion: z.number() }).safeParse(parsed(text));
  if (!head.success) throw new ExportRefused('notAnExport');
  if (head.data.formatVersion !== formatVersion)
    throw new ExportRefused('formatUnknown', { version: head.data.formatVersion, known: formatVersion });
  const whole = manifest.safeParse(parsed(text));
  if (whole.success) return whole.data;
  throw new ExportRefused('damaged', { file: manifestName }, whole.error);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
