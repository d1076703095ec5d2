import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** One change that breaks the product: the text that stands there, and what takes its place. */
export interface Patch {
  file: string;
  was: string;
  becomes: string;
}

const root = path.join(import.meta.dirname, '../..');
/** What `serambi start` needs: the sources, the scripts that see whether the web app is stale, and the built one. */
const copied = ['src', 'scripts', 'index.html', 'vite.config.ts', 'package.json', 'package-lock.json'];
const linked = ['node_modules', 'dist'];

/**
 * Makes a broken copy of the program in a folder; the product itself has no switch that breaks it.
 * @returns the copy's `src/app/cli.ts`
 * @throws Error when a patch no longer fits, which would make a control of nothing
 */
export async function brokenBuild(folder: string, patches: readonly Patch[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of copied) await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  for (const name of linked) await symlink(path.join(root, name), path.join(folder, name));
  for (const { file, was, becomes } of patches) {
    const place = path.join(folder, file);
    const text = await readFile(place, 'utf8');
    if (text.split(was).length !== 2) throw new Error(`the patch of ${file} does not fit once`);
    // a link in the copy would lead to the product's own file
    await rm(place);
    await writeFile(
      place,
      text.replace(was, () => becomes),
    );
  }
  return path.join(folder, 'src/app/cli.ts');
}
