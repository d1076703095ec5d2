import { protectionFaults } from '#platform/server/db/catalogue.ts';
import { appRole, withClient } from '#platform/server/db/roles.ts';
import {
  crossesClinics,
  definerFunctions,
  type FunctionFacts,
  functionFaults,
} from '#testing/access/functions.ts';
import {
  clinicFaults,
  fillEmptyTables,
  type Pair,
  rowFaults,
  type TableFacts,
  tablesOf,
} from '#testing/access/rows.ts';
import type { TestDatabase } from '#testing/database.ts';

/** Something that the database holds to, taken away by one statement of its superuser. */
export interface Weakening {
  name: string;
  take: string;
  /** Puts it back; without it the database is of no use afterwards. */
  back?: string;
  judge(pair: Pair): Promise<string[]>;
}

export function pairOf(database: TestDatabase): Pair {
  return { database, clinicId: database.clinicA.id, otherId: database.clinicB.id };
}

/** Fills what is empty, so that there is a row of each clinic in every table. @returns what could not be filled */
export async function fillUp(database: TestDatabase): Promise<{ tables: TableFacts[]; left: string[] }> {
  const pair = pairOf(database);
  const tables = await tablesOf(database.superuserUrl);
  const back = { ...pair, clinicId: pair.otherId, otherId: pair.clinicId };
  return {
    tables,
    left: [...(await fillEmptyTables(pair, tables)), ...(await fillEmptyTables(back, tables))],
  };
}

/** Every policy, right and restriction of the tables, from the catalogue. */
export function tableWeakenings(tables: readonly TableFacts[]): Weakening[] {
  const judged = (table: TableFacts) => async (pair: Pair) => [
    ...(await rowFaults(pair, table)),
    ...(await protectionFaults(pair.database.superuserUrl, appRole)).filter((fault) =>
      fault.startsWith(`public.${table.name} `),
    ),
  ];
  const bound = tables.filter(({ kind }) => kind === 'bound');
  return [
    ...bound.flatMap((table) => {
      const { name } = table;
      const judge = judged(table);
      const back = `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY; SELECT serambi_protect('${name}')`;
      return [
        {
          name: `${name} without row-level security`,
          take: `ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`,
          back,
          judge,
        },
        { name: `${name} not forced`, take: `ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`, back, judge },
        { name: `${name} read by all`, take: `ALTER POLICY own_clinic ON ${name} USING (true)`, back, judge },
        {
          name: `${name} written by all`,
          take: `ALTER POLICY own_clinic ON ${name} WITH CHECK (true)`,
          back,
          judge,
        },
      ];
    }),
    ...tables
      .filter(({ kind }) => kind === 'closed')
      .map((table) => ({
        name: `${table.name} open to the app role`,
        take: `GRANT SELECT, UPDATE, DELETE ON ${table.name} TO ${appRole}`,
        back: `REVOKE ALL ON ${table.name} FROM ${appRole}`,
        judge: judged(table),
      })),
    ...bound
      .filter(({ appendOnly }) => appendOnly)
      .map((table) => ({
        name: `${table.name} to be changed`,
        take: `GRANT UPDATE, DELETE ON ${table.name} TO ${appRole}`,
        back: `REVOKE UPDATE, DELETE ON ${table.name} FROM ${appRole}`,
        judge: judged(table),
      })),
    ...['changed', 'removed'].map((act) => ({
      name: `platform_clinic ${act} by all`,
      take: `ALTER POLICY ${act}_inside ON platform_clinic USING (true)`,
      back: `ALTER POLICY ${act}_inside ON platform_clinic USING (id = serambi_clinic())`,
      judge: clinicFaults,
    })),
  ];
}

/** Places in functions with the owner's rights that look at the clinic, from their own text. */
export async function functionWeakenings(superuserUrl: string, canary: string): Promise<Weakening[]> {
  const found: Weakening[] = [];
  for (const one of await definerFunctions(superuserUrl)) {
    const places = [
      ...one.definition.matchAll(/(?:\w+\.)?clinic_id = serambi_clinic\(\)/g),
      ...one.definition.matchAll(/PERFORM set_config\('serambi\.clinic', before, true\);/g),
    ];
    for (const [nth, place] of places.entries()) {
      const replaced = place[0].startsWith('PERFORM') ? '' : 'true';
      const at = place.index;
      found.push({
        name: `${one.name} without its ${place[0].startsWith('PERFORM') ? 'way back' : 'clinic'} (${nth + 1})`,
        take: one.definition.slice(0, at) + replaced + one.definition.slice(at + place[0].length),
        judge: (pair) => functionFaults(pair, one, canary),
      });
    }
  }
  return found;
}

/** Lets both clinics be demo clinics, since some functions tell of those alone. Nothing else can be tried afterwards. */
export async function asDemo(database: TestDatabase): Promise<void> {
  await withClient(database.superuserUrl, (client) => client.query('UPDATE platform_clinic SET demo = true'));
}

/** Functions that neither look at the clinic nor are declared to cross it. */
export function undeclaredFunctions(functions: readonly FunctionFacts[]): string[] {
  return functions
    .filter(({ name, definition }) => !(name in crossesClinics) && !definition.includes('serambi_clinic()'))
    .map(({ name }) => `${name} runs with the owner's rights and does not look at the clinic`);
}

/** @returns whether it was missed */
export async function isMissed(database: TestDatabase, weakening: Weakening): Promise<boolean> {
  await withClient(database.superuserUrl, (client) => client.query(weakening.take));
  const faults = await weakening.judge(pairOf(database));
  const { back } = weakening;
  if (back) await withClient(database.superuserUrl, (client) => client.query(back));
  return faults.length > 0;
}
