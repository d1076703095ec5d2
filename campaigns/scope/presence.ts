import { readFileSync } from 'node:fs';
import path from 'node:path';
import { databaseUrl, type TestServer } from '#testing/server.ts';
import { ensureDatabase, withClient } from '#platform/server/db/roles.ts';
import { type Patch, patched } from '../support/broken-build.ts';

type Cut = Patch & { what: string };

/** Where the database says who is in the house; the newest one counts. */
const asked = 'src/platform/server/scope/migrations/0008-law.sql';

function sqlCut(what: string, was: string, becomes = ''): Cut {
  return { file: asked, after: 'CREATE FUNCTION scope_present', what, was, becomes };
}

/** Each condition on which somebody is taken to be in the house, taken out of the database's own function. */
export const sqlCuts: readonly Cut[] = [
  sqlCut('somebody with a licence', " AND r.licence <> 'none'"),
  sqlCut('which licence', 'max(r.licence)', 'min(r.licence)'),
  sqlCut('that the job is hers', 'r.role = ANY (s.roles) AND', ''),
  sqlCut('that she works here still', " AND s.status = 'active'"),
  sqlCut('that it is not herself', '\n    AND s.id IS DISTINCT FROM p_except'),
  sqlCut('that the session is hers', ' AND i.staff_id = s.id'),
  sqlCut('that she has not signed out', 'i.ended_at IS NULL AND ', ''),
  sqlCut('that she was here within the hour', " AND i.used_at + p_minutes * interval '1 minute' > p_steady"),
  sqlCut('the last minute of it', "interval '1 minute' > p_steady", "interval '1 minute' >= p_steady"),
  sqlCut('that the duty is hers', ' AND d.staff_id = s.id'),
  sqlCut('that her duty has begun', 'd.from_at <= p_now AND ', ''),
  sqlCut('its first moment', 'd.from_at <= p_now', 'd.from_at < p_now'),
  sqlCut('that her duty has not ended', ' AND p_now < d.until_at'),
  sqlCut('its last moment', 'p_now < d.until_at', 'p_now <= d.until_at'),
];

function cut(file: string, what: string, was: string, becomes: string): Cut {
  return { file, what, was, becomes };
}

const scope = 'src/platform/server/scope';
const roster = 'src/slices/roster/server';

/** What scope asks who is there, and what the roster tells it: published weeks, leave, changes of a shift. */
export const presenceCuts: readonly Cut[] = [
  cut(`${scope}/decide-for.ts`, 'that she is not there herself', 'except: actor.id', 'except: undefined'),
  cut(`${roster}/compile.ts`, 'that a week is published', 'published.has(mondayOf(row.day))', 'true'),
  cut(`${roster}/compile.ts`, 'approved leave', 'without(spans, leaves)', 'spans'),
  cut(`${roster}/compile.ts`, 'whose leave it is', 'one.staffId === staffId', 'true'),
  cut(`${roster}/leave-rows.ts`, 'that a leave is approved', ".where('state', '=', 'approved')", ''),
  {
    ...cut(`${roster}/leave-effects.ts`, 'leave that is approved later', 'await compileDuty(', 'void ('),
    after: 'export async function applyLeave',
  },
  cut(
    `${scope}/duty.ts`,
    'a shift that is taken away',
    `AND until_at > \${since}`,
    `AND until_at > \${since} AND false`,
  ),
];

/** The same server with a template whose function lacks one condition. */
export async function serverWith(server: TestServer, one: Cut, place: number): Promise<TestServer> {
  const template = `${server.template}_cut_${place}`;
  await ensureDatabase(server.superuserUrl, template, server.template);
  const text = patched(readFileSync(path.join(import.meta.dirname, '../..', asked), 'utf8'), one);
  const [made] = /CREATE FUNCTION scope_present[\s\S]*?\$\$;/.exec(text) ?? [];
  if (!made) throw new Error(`${asked} makes no scope_present any more: mend the campaign`);
  const again = made.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION');
  await withClient(databaseUrl(server.superuserUrl, template), (client) => client.query(again));
  return { ...server, template };
}
