import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { brokenBuild, type Patch } from './support/broken-build.ts';
import { campaign, type Found } from './support/campaign.ts';
import { tryBodies } from './support/input/bodies.ts';
import { tryForeign, tryHeaders } from './support/input/doors.ts';
import { tryExports } from './support/input/exports.ts';
import { tryFhirTexts, tryNarratives, trySearches, tryUnkeepableFhir } from './support/input/fhir.ts';
import { type Findings, openFindings } from './support/input/findings.ts';
import { type Ground, openGround } from './support/input/ground.ts';
import { tryImports } from './support/input/imports.ts';
import { tryPapers } from './support/input/papers.ts';
import { tryScreens } from './support/input/screens.ts';
import { trySlow } from './support/input/slow.ts';
import { tryUploads } from './support/input/uploads.ts';
import {
  tryHostileTexts,
  tryOddValues,
  tryReadings,
  type Try,
  tryUnkeepable,
} from './support/input/verbs.ts';
import { closeWire } from './support/input/wire.ts';
import { type ServerProcess, startServerProcess } from './support/server-process.ts';

/** What is asked of a server, in this order: first what must change nothing, then what may. */
interface Part {
  name: string;
  run(given: Try): Promise<void>;
  /** Of all requests, the share that this part sends. */
  share?: number;
  /** Of what this part counts, where it is not requests: in the full form, in the short one. */
  count?: [full: number, short: number];
}

const parts: Part[] = [
  { name: 'headers', share: 0.1, run: tryHeaders },
  { name: 'foreign', share: 0.1, run: tryForeign },
  { name: 'bodies', share: 0.08, run: tryBodies },
  { name: 'unkeepable', share: 0.1, run: tryUnkeepable },
  { name: 'fhir unkeepable', share: 0.08, run: tryUnkeepableFhir },
  { name: 'narratives', run: tryNarratives },
  { name: 'uploads', run: tryUploads },
  { name: 'imports', count: [20, 2], run: tryImports },
  { name: 'searches', share: 0.06, run: trySearches },
  { name: 'screens', count: [126, 12], run: tryScreens },
  { name: 'papers', count: [9, 1], run: tryPapers },
  { name: 'values', share: 0.2, run: tryOddValues },
  { name: 'fhir texts', share: 0.13, run: tryFhirTexts },
  { name: 'texts', share: 0.15, run: tryHostileTexts },
  { name: 'readings', run: tryReadings },
  { name: 'exports', run: tryExports },
  { name: 'slow', count: [500, 60], run: (given) => trySlow(given, given.n >= 500) },
];

/** Bad input of every kind at every door: refused with its place or kept as it is, and never a failure of ours. */
export async function input(options: {
  n: number;
  short: boolean;
  random: () => number;
  tell(words: string): void;
}): Promise<Found> {
  const { n, short, random, tell } = options;
  const ground = await openGround();
  const findings = openFindings();
  try {
    await withServer(ground, undefined, async (server) => {
      for (const { name, run, share = 0, count } of parts) {
        const before = findings.tried;
        const beganMs = performance.now();
        const wanted = count ? count[short ? 1 : 0] : Math.round(n * share);
        await run({ url: server.url, ground, findings, random, n: wanted });
        const seconds = Math.round((performance.now() - beganMs) / 1000);
        tell(
          `${name}: ${findings.tried - before} in ${seconds} s, ${findings.failures.length} faults so far`,
        );
      }
      judgeServer(server, findings);
    });
    const noticed = await brokenParts(ground, random);
    tell(`the broken build is noticed by: ${noticed.join(', ')}`);
    return {
      n: findings.tried,
      failures: findings.failures,
      control: noticed.length === broken.length ? 'caught' : 'missed',
      figures: { ...findings.byPart, ...statusFigures(findings), noticed: noticed.join(', ') },
    };
  } finally {
    closeWire();
    await ground.close();
  }
}

async function withServer(
  ground: Ground,
  cli: string | undefined,
  work: (server: ServerProcess) => Promise<void>,
): Promise<void> {
  const server = await startServerProcess({ dataDir: ground.dataDir, env: ground.env, ...(cli && { cli }) });
  try {
    await work(server);
    await server.stop();
  } finally {
    await server.kill();
  }
}

/** It lives, and its log tells nothing of what was in the clinic or was sent to it. */
function judgeServer(server: ServerProcess, findings: Findings): void {
  if (server.child.exitCode !== null)
    findings.fault('server', 'process', `ended with ${server.child.exitCode}`);
  for (const line of server.output().split('\n')) {
    if (/Zkanarix|Qbluebirdo|serambiRan|evil\.example|DROP TABLE/.test(line)) {
      findings.fault('server', 'log', line.slice(0, 300));
    }
  }
}

function statusFigures({ statuses }: Findings): Record<string, number> {
  return Object.fromEntries(Object.entries(statuses).map(([status, count]) => [`status${status}`, count]));
}

/** For each part that has one: a build that fails to refuse, which the part must notice. */
export const broken: (Patch & { part: string; run: Part['run']; n: number })[] = [
  {
    ...{ part: 'headers', run: tryHeaders, n: 20 },
    file: 'src/platform/server/http/listener.ts',
    was: "    'x-content-type-options': 'nosniff',\n",
    becomes: '',
  },
  {
    ...{ part: 'foreign', run: tryForeign, n: 400 },
    file: 'src/platform/server/http/guard.ts',
    was: '    refuseForeign(request, ',
    becomes: '    if (Date.now() === 0) refuseForeign(request, ',
  },
  {
    ...{ part: 'unkeepable', run: tryUnkeepable, n: 400 },
    file: 'src/platform/server/http/odd-text.ts',
    was: 'return control.test(text) || !text.isWellFormed();',
    becomes: 'return control.test(text) && text === control.source;',
  },
  {
    ...{ part: 'uploads', run: tryUploads, n: 0 },
    file: 'src/platform/server/fhir/attachment.ts',
    was: "  if (active.has(type)) return 'active';\n",
    becomes: '',
  },
  {
    ...{ part: 'narratives', run: tryNarratives, n: 0 },
    file: 'src/platform/server/fhir/xhtml.ts',
    was: "if (!ELEMENTS.has(name)) return 'element';",
    becomes: '',
  },
  {
    ...{ part: 'exports', run: tryExports, n: 0 },
    file: 'src/platform/server/files/csv.ts',
    was: 'escape_formulas: true,',
    becomes: 'escape_formulas: false,',
  },
];

/** Starts the broken build on the same clinic. @returns the parts that found something */
async function brokenParts(ground: Ground, random: () => number): Promise<string[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'serambi-broken-'));
  const noticed: string[] = [];
  try {
    const cli = await brokenBuild(path.join(folder, 'build'), broken);
    await withServer(ground, cli, async (server) => {
      for (const { part, run, n } of broken) {
        const findings = openFindings();
        await run({ url: server.url, ground, findings, random, n });
        if (findings.failures.length > 0) noticed.push(part);
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return noticed;
}

if (import.meta.main) {
  await campaign('input', { n: 60_000, short: 2_000 }, input);
}
