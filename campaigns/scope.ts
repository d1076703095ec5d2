import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startVitest } from 'vitest/node';
import { startTestServer, type TestServer } from '#testing/server.ts';
import { cuts } from './scope/cuts.ts';
import { presenceCuts, serverWith, sqlCuts } from './scope/presence.ts';
import { type Patch, patched } from './support/broken-build.ts';
import { type Asked, campaign, type Found } from './support/campaign.ts';

/**
 * Takes each check of scope away, one at a time, and demands that scope's own tests miss it: the wall of a licence, what
 * an act and the law of a place ask for of each kind, beginnings and ends, who is present, what stays preliminary. Who is in
 * the house the database says, so those conditions are taken out of its own function, each in a database of its own; the
 * short form leaves them out. All builds run side by side in one process.
 */
const root = path.join(import.meta.dirname, '..');
const tests = ['conditions', 'decide', 'law'].map((name) => `src/platform/server/scope/${name}.test.ts`);
const present = ['src/platform/server/scope/present.test.ts'];
const onDuty = ['src/slices/roster/server/duty.test.ts'];
const whole = ['whole', 'whole on a database'];

/** One build: what is broken in it, and the tests that shall miss it. */
interface Build {
  tests: readonly string[];
  patch?: Patch;
  /** Where its tests find their database. */
  server?: TestServer;
}
/** A build in which everybody may everything: tests that let it pass would tell nothing. */
const open: Patch = {
  file: 'src/platform/server/scope/decide.ts',
  was: "if (actor.kind === 'system')",
  becomes: 'if (true)',
};

async function run({ short }: Asked): Promise<Found> {
  const builds = new Map<string, Build>([
    ['whole', { tests }],
    ['open', { tests, patch: open }],
  ]);
  for (const cut of cuts) builds.set(nameOf(cut), { tests, patch: cut });
  if (short) return judged(builds, await redBuilds(builds));
  const { server, remove } = await startTestServer();
  try {
    await addPresence(builds, server);
    return judged(builds, await redBuilds(builds));
  } finally {
    await remove();
  }
}

function judged(builds: ReadonlyMap<string, Build>, red: ReadonlySet<string>): Found {
  const names = [...builds.keys()].filter((name) => !whole.includes(name) && name !== 'open');
  const missed = names.filter((name) => !red.has(name)).map((name) => `no test misses ${name}`);
  const broken = whole.filter((name) => red.has(name)).map((name) => `the tests fail on the ${name}`);
  const control = red.has('open') ? 'caught' : 'missed';
  return { n: names.length, failures: [...broken, ...missed], control };
}

function nameOf({ file, what }: { file: string; what: string }): string {
  return `${file.split('/').at(-1)}: ${what}`;
}

async function addPresence(builds: Map<string, Build>, server: TestServer): Promise<void> {
  builds.set('whole on a database', { tests: [...present, ...onDuty], server });
  for (const cut of presenceCuts) {
    const missing = cut.file.includes('/scope/decide') ? present : onDuty;
    builds.set(nameOf(cut), { tests: missing, patch: cut, server });
  }
  for (const [place, cut] of sqlCuts.entries()) {
    builds.set(nameOf(cut), { tests: present, server: await serverWith(server, cut, place) });
  }
}

/** Runs the tests on every build. @returns the names of those on which one failed */
async function redBuilds(builds: ReadonlyMap<string, Build>): Promise<Set<string>> {
  const projects = [...builds].map(([name, { patch, tests: include, server }]) => ({
    root,
    plugins: patch ? [breaking(patch)] : [],
    test: {
      ...{ name, include: [...include], testTimeout: 30_000, hookTimeout: 60_000 },
      // what one build made of a file must not be another's, nor any later test's
      fsModuleCache: false,
      ...(server && { provide: { testServer: server } }),
    },
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

const n = cuts.length + presenceCuts.length + sqlCuts.length;
if (import.meta.main) await campaign('scope', { n, short: cuts.length }, run);
