import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** A fault put into a copy of the source. */
export interface Fault {
  name: string;
  file: string;
  /** After this text … */
  after?: string;
  /** … this stands, exactly once, … */
  good: string;
  /** … and this is put in its place. */
  bad: string;
}

/** The builds that the campaign must catch. */
export const faults = {
  keepsToken: {
    name: 'sign-in keeps the token that the browser brought',
    file: 'src/platform/server/identity/sessions.ts',
    after: 'export async function openSession(',
    good: 'const token = newSecret();',
    bad: 'const token = ctx.sessionToken ?? newSecret();',
  },
  replaysCode: {
    name: 'a used code of the app is taken again',
    file: 'src/platform/server/identity/spend-code.ts',
    good: ' AND last_step < $' + '{step}',
    bad: '',
  },
  quietTouches: {
    name: 'what a page reads by itself counts as use',
    file: 'src/platform/server/http/caller.ts',
    good: 'const touch = !quiet && isUse(request);',
    bad: 'const touch = true;',
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
  const from = fault.after === undefined ? 0 : text.indexOf(fault.after);
  const head = text.slice(0, from);
  const tail = text.slice(from);
  const at = tail.indexOf(fault.good);
  const unique = fault.after !== undefined || tail.indexOf(fault.good, at + 1) < 0;
  if (from < 0 || at < 0 || !unique) {
    await remove();
    throw new Error(`the place of the fault "${fault.name}" has moved: mend campaigns/sessions/broken.ts`);
  }
  await writeFile(file, head + tail.slice(0, at) + fault.bad + tail.slice(at + fault.good.length));
  return { root: copy, remove };
}
