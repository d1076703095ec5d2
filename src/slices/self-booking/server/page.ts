import { sql } from 'kysely';
import type { Clinic, Context } from '#platform/server/context.ts';
import { addressGroup } from '#platform/server/identity/addresses.ts';
import type { OpenContext } from '#platform/server/identity/open-verb.ts';
import { letterDesk, type LetterDesk } from '#slices/reminders/server/index.ts';
import type { Settings } from '../contract.ts';
import { loadSettings } from './settings.ts';

/** So many of one address in ten minutes: a family on one line leafs through weeks, a machine is slowed. */
const pace = { look: 60, ask: 10 } as const;

type Open = OpenContext<'noPage' | 'tooMany'>;

/** What a clinic's page stands on. */
export interface OpenPage {
  settings: Settings;
  desk: LetterDesk;
}

/**
 * Runs a body for the clinic of a page that is on. Whoever is too quick is turned away before anything of the clinic's is
 * read or written for her; what is not there and what is off answer alike.
 * @param page.lock see `loadSettings`
 */
export async function onPage<T>(
  ctx: Open,
  page: { at: string; kind: keyof typeof pace; event: string; lock?: boolean },
  body: (inside: Context, open: OpenPage) => Promise<T>,
): Promise<T> {
  const clinic = await clinicAt(ctx, page.at);
  if (!clinic) return ctx.fail('noPage');
  if (!(await mayGoOn(ctx, page.kind))) return ctx.fail('tooMany');
  const done = await ctx.asSystem(clinic, page.event, async (inside) => {
    const settings = await loadSettings(inside, page.lock);
    if (!settings.active) return undefined;
    const desk = await letterDesk(inside);
    // a clinic that can write to nobody any more would hold times that no link confirms
    if (!desk.linkAddress || !(desk.email || desk.mobile)) return undefined;
    return { answer: await body(inside, { settings, desk }) };
  });
  return done ? done.answer : ctx.fail('noPage');
}

/** What an address is counted as; one that is not known is one for all. */
export function askedFrom(ctx: Pick<OpenContext, 'clientAddress'>): string {
  return addressGroup(ctx.clientAddress) ?? '';
}

async function mayGoOn(ctx: Open, kind: keyof typeof pace): Promise<boolean> {
  const step = await sql<{ on: boolean }>`
    SELECT self_booking_step(${askedFrom(ctx)}, ${kind}, ${pace[kind]}, ${ctx.now}) AS on`.execute(
    ctx.database.kysely,
  );
  return step.rows[0]?.on === true;
}

/** The clinic of a short name, or the only one there is. */
async function clinicAt(ctx: Open, at: string): Promise<Clinic | undefined> {
  const where = at === '' ? sql`` : sql`WHERE c.slug = ${at}`;
  const found = await sql<{ clinic: Clinic }>`
    SELECT to_jsonb(c) - 'created_at' AS clinic FROM platform_clinic c ${where} LIMIT 2`.execute(
    ctx.database.kysely,
  );
  return found.rows.length === 1 ? found.rows[0]?.clinic : undefined;
}
