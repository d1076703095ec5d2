import { z } from 'zod';

/** Content of one table at the restore point of a backup: how many rows, and the sum of a hash of each. */
const tableShape = z.object({ name: z.string(), rows: z.string(), hash: z.string() });
export type TableContent = z.output<typeof tableShape>;

/**
 * What a base backup is made of. Files stand in the order in which their bytes follow each other in the packs;
 * `postgres/…` belongs to the database's folder, `data/…` to Serambi's.
 */
const manifestShape = z.object({
  format: z.literal(1),
  id: z.string(),
  reason: z.enum(['nightly', 'asked', 'migration', 'gap']),
  /** Of Serambi. */
  version: z.string(),
  postgresMajor: z.int(),
  segmentBytes: z.int(),
  timeline: z.int(),
  startedAt: z.string(),
  /** From this instant on the backup can be restored to. */
  consistentAt: z.string(),
  /** Until this instant its own files of the log reach. */
  coversUntil: z.string(),
  /** Name of the place in the log at which `tables` was counted. */
  restorePoint: z.string(),
  /** Place in the log where the copy was complete. */
  stopPlace: z.string(),
  firstSegment: z.string(),
  lastSegment: z.string(),
  clinics: z.array(z.object({ slug: z.string(), name: z.string(), zone: z.string() })),
  /** Names of the migrations, in the order in which they were applied. */
  migrations: z.array(z.string()),
  /** Absent where writers left no moment for it. */
  tables: z.array(tableShape).nullable(),
  folders: z.array(z.string()),
  files: z.array(z.object({ path: z.string(), size: z.int(), sha256: z.string(), mode: z.int() })),
  packs: z.array(z.object({ name: z.string(), bytes: z.int(), raw: z.int(), sha256: z.string() })),
});
export type Manifest = z.output<typeof manifestShape>;

/** @throws Error when it is not one that this version can read */
export function parseManifest(text: string): Manifest {
  return manifestShape.parse(JSON.parse(text));
}

/** Name of a base's manifest inside of the backup folder. */
export function manifestName(id: string): string {
  return `bases/${id}/manifest`;
}

/** Bytes on the disk. */
export function sizeOf(manifest: Manifest): number {
  return manifest.packs.reduce((sum, pack) => sum + pack.bytes, 0);
}
