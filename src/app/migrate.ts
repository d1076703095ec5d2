import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { collectMigrations, type Migration } from '#platform/server/db/migrate.ts';

const source = path.join(import.meta.dirname, '..');

/**
 * Folders with migrations, in the order in which a new database gets them: what a foreign key points at comes first.
 * The ground, then who works here, what they leave behind, and what the rest of the platform keeps; then the slices
 * in the order of "may use".
 */
export const migrationOrder = [
  ...[
    'db',
    'clock',
    'identity',
    'scope',
    'audit',
    'record',
    'files',
    'work',
    'jobs',
    'backup',
    'push',
    'print',
    'http',
    'fhir',
  ].map((folder) => `platform/server/${folder}`),
  ...['hl7v2', 'x12'].map((folder) => `platform/server/${folder}`),
  ...[
    'workforce',
    'devices',
    'records',
    'disclosures',
    'amendments',
    'insurance',
    'scheduling',
    'front-desk',
    'vitals',
    'screening',
    'intake',
    'orders',
    'letters',
    'chart',
    'documents',
    'merging',
    'competencies',
    'roster',
    'training',
    'referrals',
  ].map(slice),
  ...['questions', 'submissions', 'supplies', 'tests', 'specimens', 'medications', 'procedures'].map(slice),
  ...[
    'eye-care',
    'foot-care',
    'bookkeeping',
    'budgeting',
    'backups',
    'moving-in',
    'reminders',
    'waitlist',
    'check-in',
    'self-booking',
    'sending',
  ].map(slice),
];

function slice(name: string): string {
  return `slices/${name}`;
}

/**
 * All migrations of Serambi, in order.
 * @throws Error when a folder has migrations and is not in the order above
 */
export async function allMigrations(): Promise<Migration[]> {
  for (const parent of ['platform/server', 'slices']) {
    const folders = await readdir(path.join(source, parent), { withFileTypes: true });
    for (const folder of folders) {
      const owner = `${parent}/${folder.name}`;
      const has = folder.isDirectory() && existsSync(path.join(source, owner, 'migrations'));
      if (has && !migrationOrder.includes(owner)) {
        throw new Error(`${owner} has migrations; give it its place in src/app/migrate.ts`);
      }
    }
  }
  return collectMigrations(
    migrationOrder.map((owner) => ({ owner, dir: path.join(source, owner, 'migrations') })),
  );
}
