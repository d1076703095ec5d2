import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Patch, patched } from '../support/broken-build.ts';

const root = path.join(import.meta.dirname, '../..');

/** A fault put into a copy of the source. */
export interface Fault extends Patch {
  name: string;
}

/** The builds that the campaign must catch. */
export const faults = {
  keepsToken: {
    name: 'sign-in keeps the token that the browser brought',
    file: 'src/platform/server/identity/sessions.ts',
    after: 'export async function openSession(',
    was: 'const token = newSecret();',
    becomes: 'const token = ctx.sessionToken ?? newSecret();',
  },
  replaysCode: {
    name: 'a used code of the app is taken again',
    file: 'src/platform/server/identity/spend-code.ts',
    was: ' AND last_step < $' + '{step}',
    becomes: '',
  },
  quietTouches: {
    name: 'what a page reads by itself counts as use',
    file: 'src/platform/server/http/caller.ts',
    was: 'const touch = !quiet && isUse(request);',
    becomes: 'const touch = true;',
  },
} satisfies Record<string, Fault>;

/** A copy of the source with a fault in it. @throws Error when the place of the fault is not there exactly once */
export async function brokenCopy(fault: Fault): Promise<{ root: string; remove(): Promise<void> }> {
  const copy = await mkdtemp(path.join(os.tmpdir(), 'serambi-broken-'));
  const remove = () => rm(copy, { recursive: true, force: true });
  for (const name of ['src', 'campaigns', 'package.json'])
    await cp(path.join(root, name), path.join(copy, name), { recursive: true });
  await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  const file = path.join(copy, fault.file);
  const text = await readFile(file, 'utf8');
  await writeFile(file, patched(text, fault));
  return { root: copy, remove };
}
