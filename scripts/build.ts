import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { makeMessages } from './messages.ts';
import { runTool } from './run-tool.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'dist/web');
const stampPath = join(target, 'stamp');

/** What a browser loads before the first screen; a tablet on the clinic's slow corner of Wi-Fi waits for it. */
const mostFirstLoadBytes = 250 * 1024;

/**
 * Builds the web app into `dist/web` when anything that goes into it changed since last time.
 * @returns whether it was built, and the gzipped JavaScript of the first load
 * @throws when the first load is larger than 250 kB
 */
export async function buildWeb(): Promise<{ built: boolean; firstLoadBytes: number }> {
  await makeMessages();
  const stamp = hashOfInputs();
  const fresh = existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp;
  if (!fresh) {
    // in a process of its own: a server that had built its pages would keep the builder's 800 MB for as long as it runs
    if (!runTool('vite', ['build', '--logLevel', 'warn'])) throw new Error('The web app could not be built.');
  }
  const firstLoadBytes = measureFirstLoad();
  if (firstLoadBytes > mostFirstLoadBytes) {
    throw new Error(
      `The first load is ${kilobytes(firstLoadBytes)} of JavaScript; ${kilobytes(mostFirstLoadBytes)} is the most`,
    );
  }
  // Written last: a build that failed half way is built again.
  if (!fresh) writeFileSync(stampPath, stamp);
  return { built: !fresh, firstLoadBytes };
}

/** Sources of the browser's side, the words, and the pinned libraries. Tests and server code leave the stamp alone. */
function hashOfInputs(): string {
  const hash = createHash('sha256');
  const add = (path: string) =>
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  for (const path of ['index.html', 'vite.config.ts', 'package.json', 'package-lock.json']) add(path);
  for (const path of filesBelow('src')) add(path);
  return hash.digest('hex');
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory())
        return /^(server|cli|commands|generated|migrations|stories|testing)$/.test(entry.name)
          ? []
          : filesBelow(path);
      return /\.(test|e2e)\.tsx?$/.test(entry.name) ? [] : [path];
    })
    .concat(folder === 'src' ? ['src/generated/messages/stamp'] : []);
}

interface ManifestEntry {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

/** The entry and all that it imports without `import()`, gzipped. */
function measureFirstLoad(): number {
  const manifest = JSON.parse(readFileSync(join(target, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    ManifestEntry
  >;
  const files = new Set<string>();
  const visit = (key: string) => {
    const entry = manifest[key];
    if (!entry || files.has(entry.file)) return;
    files.add(entry.file);
    for (const imported of entry.imports ?? []) visit(imported);
  };
  for (const [key, entry] of Object.entries(manifest)) if (entry.isEntry) visit(key);
  const sizes = [...files]
    .filter((file) => file.endsWith('.js'))
    .map((file) => gzipSync(readFileSync(join(target, file)), { level: 9 }).length);
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(0)} kB`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { built, firstLoadBytes } = await buildWeb();
  const size = `first load ${kilobytes(firstLoadBytes)} of JavaScript (gzip), ${kilobytes(mostFirstLoadBytes)} at most`;
  console.log(`The web app ${built ? 'was built' : 'is up to date'}: ${size}`);
}
