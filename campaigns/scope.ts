import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startVitest } from 'vitest/node';
import { cuts } from './scope/cuts.ts';
import { type Patch, patched } from './support/broken-build.ts';
import { campaign, type Found } from './support/campaign.ts';

/**
 * Takes each check of scope away, one at a time, and demands that scope's own tests miss it: the wall of a licence, what
 * an act asks for of each kind, beginnings and ends, who is present, what stays preliminary. All builds run side by side in
 * one process, so it is the same in its short form.
 */
const root = path.join(import.meta.dirname, '..');
const tests = ['conditions', 'decide', 'law'].map((name) => `src/platform/server/scope/${name}.test.ts`);
const whole = 'whole';
/** A build in which everybody may everything: tests that let it pass would tell nothing. */
const open: Patch = {
  file: 'src/platform/server/scope/decide.ts',
  was: "if (actor.kind === 'system')",
  becomes: 'if (true)',
};

async function run(): Promise<Found> {
  const builds = new Map<string, Patch | undefined>([
    [whole, undefined],
    ['open', open],
  ]);
  for (const cut of cuts) builds.set(`${cut.file.split('/').at(-1)}: ${cut.what}`, cut);
  const red = await redBuilds(builds);
  const names = [...builds.keys()].filter((name) => name !== whole && name !== 'open');
  const missed = names.filter((name) => !red.has(name)).map((name) => `no test misses ${name}`);
  return {
    n: names.length,
    failures: [...(red.has(whole) ? ['the tests fail on the whole source'] : []), ...missed],
    control: red.has('open') ? 'caught' : 'missed',
  };
}

/** Runs the tests on every build. @returns the names of those on which one failed */
async function redBuilds(builds: ReadonlyMap<string, Patch | undefined>): Promise<Set<string>> {
  const projects = [...builds].map(([name, patch]) => ({
    root,
    plugins: patch ? [breaking(patch)] : [],
    // what one build made of a file must not be another's, nor any later test's
    test: { name, include: tests, fsModuleCache: false },
  }));
  const vitest = await startVitest('test', [], {
    ...{
      root,
      config: false,
      watch: false,
      reporters: [{}],
      fsModuleCache: false,
      projects,
      pool: 'threads',
      maxWorkers: 2,
    },
  });
  const red = new Set<string>();
  const ran = new Set<string>();
  for (const module of vitest.state.getTestModules()) {
    ran.add(module.project.name);
    if (!module.ok()) red.add(module.project.name);
  }
  await vitest.close();
  const silent = [...builds.keys()].filter((name) => !ran.has(name));
  if (silent.length > 0) throw new Error(`no test ran on ${silent.join(', ')}`);
  // a failed run is what is looked for: it is no failure of this process
  process.exitCode = 0;
  return red;
}

/** Gives the broken text in place of the file's own. */
function breaking(patch: Patch) {
  const file = path.join(root, patch.file);
  const broken = patched(readFileSync(file, 'utf8'), patch);
  return {
    name: 'broken-scope',
    enforce: 'pre' as const,
    load: (id: string) => (id.split('?')[0] === file ? broken : undefined),
  };
}

if (import.meta.main) await campaign('scope', { n: cuts.length, short: cuts.length }, run);
