import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Bare, openBare } from './support/bare.ts';
import { bulkImport } from './support/bulk-import.ts';
import { meterOf, postmasterOf } from './support/cpu.ts';
import { type Figure, rowWords, table } from './support/figures.ts';
import { growthOf } from './support/growth.ts';
import { type Home, openHome } from './support/home.ts';
import { answersOf, fhirOf, interactionRows, type Row, readRow } from './support/interactions.ts';
import { type Measured, pair } from './support/pair.ts';
import { answersOf as answersOfScreen, bareOf, screensOf, writeLongChart } from './support/screens.ts';
import { withoutAudit } from './support/without-audit.ts';

/**
 * `npm run bench -- record`: the FHIR store and the screens over HTTP, authorised and audited, beside a bare Fastify
 * route that reads or writes rows of the same size in the same run; with 10,000 resources, and again with a million
 * (100,000 patients). A second table says how much processor time each request took of whom.
 */
const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    short: { type: 'boolean', default: false },
    resources: { type: 'string' },
  },
});
const small = 10_000;
const large = options.resources ?? (options.short ? undefined : '1000000');
const sizes = large === undefined ? [small] : [small, Number(large)];
const runs = options.short ? 1 : 3;
const times = options.short ? 1 : 5;
const connections = 16;

const home = await openHome();
const figures: Figure[] = [];
const spent: Figure[] = [];
const say = (words: string) => process.stderr.write(`${words}\n`);
try {
  let from = 0;
  for (const resources of sizes) {
    const seconds = await home.grow(resources, from);
    say(`grown to ${resources} resources in ${Math.round(seconds)} s`);
    if (from === 0) await writeLongChart(fhirOf(home).send('POST', ''));
    from = resources;
    const size = `${resources} resources`;
    for (const one of [await measureWithoutAudit(home, size), await measure(home, size)]) {
      figures.push(...one.figures);
      spent.push(...one.spent);
    }
    const value = home.megabytes();
    figures.push({
      ...{ name: 'memory of the server process', size, value, unit: 'MB', goal: '300 MB', runs: 1 },
    });
  }
  figures.push(...growthOf(figures, sizes));
  figures.push({
    ...{ name: 'start until ready', size: `${from} resources`, value: await home.restart(), unit: 's' },
    ...{ goal: '5 s', runs: 1 },
  });
  process.stdout.write(`${table(figures)}\n\nwhere the time goes, for each request\n${table(spent)}\n`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify([...figures, ...spent], null, 2)}\n`);
} finally {
  await home.close();
}

/** The yardstick beside the server, and what tells the processor time of both. */
async function beside<T>(
  rows: ReadonlyMap<string, string>,
  body: (bare: Bare, measure: (row: Row, atOnce?: number) => Promise<Measured>) => Promise<T>,
  size: string,
): Promise<T> {
  const url = await home.superuserUrl();
  const bare = await openBare(url, rows, connections);
  const meter = meterOf(home.server.pid, bare.pid, await postmasterOf(url));
  try {
    return await body(bare, async (row, atOnce = connections) => {
      const measured = await pair({
        ...row,
        ...{ connections: row.alone ? 1 : atOnce, runs, meter },
        requests: row.alone ? row.requests : row.requests * times,
        size: `${size}, ${row.alone ? 1 : atOnce} at once`,
      });
      // of an hour's run that breaks off, what was measured so far is known
      for (const figure of measured.figures) say(rowWords(figure));
      return measured;
    });
  } finally {
    await bare.close();
  }
}

/** Reads by a build that leaves no row in the trail; the server is the product's own again afterwards. */
async function measureWithoutAudit({ folder }: Home, size: string): Promise<Measured> {
  await home.restart(await withoutAudit(`${folder}/${size.replaceAll(' ', '-')}`));
  const fhir = fhirOf(home);
  const { rows } = await answersOf(fhir);
  const measured = await beside(
    rows,
    async (bare, measure) => {
      const { goal: _, ...row } = readRow(fhir, bare, 'read by id, without the audit trail');
      return measure(row);
    },
    size,
  );
  await home.restart();
  return measured;
}

async function measure(at: Home, size: string): Promise<Measured> {
  const fhir = fhirOf(at);
  const { rows, found } = await answersOf(fhir);
  const screens = await screensOf(at);
  for (const screen of screens) for (const [key, text] of await answersOfScreen(screen)) rows.set(key, text);
  const url = await at.superuserUrl();
  return beside(
    rows,
    async (bare, measureRow) => {
      const all: Measured[] = [];
      for (const row of [readRow(fhir, bare, 'read by id'), ...interactionRows(fhir, bare, found)])
        all.push(await measureRow(row));
      // one person at a screen, some who open it in the same moment, and more than any clinic has
      for (const screen of screens)
        for (const atOnce of [1, 4, connections]) {
          const { name, calls: ours } = screen;
          const yardstick = bareOf(bare, screen);
          const row: Row = { name, ours, yardstick, requests: 80, goal: { p95Ms: 100 } };
          all.push(await measureRow(row, atOnce));
        }
      const meter = meterOf(at.server.pid, bare.pid, await postmasterOf(url));
      const resources = options.short ? 1_000 : 10_000;
      all.push(await bulkImport(at, bare, meter, await at.clinic(), { size, resources }));
      return {
        figures: all.flatMap((one) => one.figures),
        spent: all.flatMap((one) => one.spent),
      };
    },
    size,
  );
}
