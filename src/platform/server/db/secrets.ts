import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Passwords of the embedded database. They guard against other accounts of the machine, not against root. */
export interface DatabaseSecrets {
  superuser: string;
  owner: string;
  app: string;
}

const fileName = 'database-secrets.json';

/** Reads the passwords of a data folder. Undefined when there are none yet. */
export async function readSecrets(dataDir: string): Promise<DatabaseSecrets | undefined> {
  try {
    return JSON.parse(await readFile(path.join(dataDir, fileName), 'utf8')) as DatabaseSecrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Reads the passwords of a data folder, or makes them: 256 random bits each, in a file for its owner's eyes only. */
export async function ensureSecrets(dataDir: string): Promise<DatabaseSecrets> {
  const known = await readSecrets(dataDir);
  if (known) return known;
  const secret = () => randomBytes(32).toString('base64url');
  const made: DatabaseSecrets = { superuser: secret(), owner: secret(), app: secret() };
  const draft = path.join(dataDir, `${fileName}.${process.pid}`);
  await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  try {
    await link(draft, path.join(dataDir, fileName));
  } finally {
    await rm(draft, { force: true });
  }
  return made;
}
