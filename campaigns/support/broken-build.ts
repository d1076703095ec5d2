import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** One change that breaks the product: the text that stands there, and what takes its place. */
export interface Patch {
  file: string;
  /** Where `was` stands several times, the first one after this text is meant. */
  after?: string;
  was: string;
  becomes: string;
}

/**
 * The text of a file with a patch in it.
 * @throws Error when the patch no longer fits, which would make a control of nothing
 */
export function patched(text: string, { file, after, was, becomes }: Patch): string {
  const from = after === undefined ? 0 : text.indexOf(after);
  const at = from < 0 ? -1 : text.indexOf(was, from);
  const twice = after === undefined && text.indexOf(was, at + 1) >= 0;
  if (at < 0 || twice) throw new Error(`${file} does not have ${was} once: mend the broken build`);
  return text.slice(0, at) + becomes + text.slice(at + was.length);
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
  for (const patch of patches) {
    const place = path.join(folder, patch.file);
    const text = patched(await readFile(place, 'utf8'), patch);
    // a link in the copy would lead to the product's own file
    await rm(place);
    await writeFile(place, text);
  }
  return path.join(folder, 'src/app/cli.ts');
}
