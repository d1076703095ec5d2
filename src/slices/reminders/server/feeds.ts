import type { Context } from '#platform/server/context.ts';
import type { OpenContext } from '#platform/server/identity/open-verb.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { reminders } from '../contract.ts';
import { practitionerCalendar } from './calendar.ts';
import { findDoor, makeDoor, newSecretText, shutDoors } from './doors.ts';

type Reminders = typeof reminders;

/** Where calendars are read; the secret is the name of the file. */
export const feedPath = '/feeds';

/** Whose calendar somebody can give out: her own. */
function ownPractitioner(ctx: Context): string | undefined {
  return ctx.actor.kind === 'staff' ? ctx.actor.practitionerId : undefined;
}

export const feeds: Verb<Reminders, 'feeds'> = async (ctx) => {
  const own = ownPractitioner(ctx);
  if (!own) return { feeds: [], mine: false };
  const rows = await ctx.db
    .selectFrom('reminders_feed')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practitioner_id', '=', own)
    .where('revoked_at', 'is', null)
    .orderBy('made_at')
    .execute();
  return { feeds: rows.map(shown), mine: true };
};

export const makeFeed: Verb<Reminders, 'makeFeed'> = async (ctx, { label }) => {
  const own = ownPractitioner(ctx);
  if (!own) return ctx.fail('noCalendar');
  const secret = newSecretText();
  const row = {
    ...{ clinic_id: ctx.clinic.id, id: ctx.newId(), practitioner_id: own, label },
    ...{ made_at: ctx.now, made_by: ctx.actor.name },
  };
  await ctx.db.insertInto('reminders_feed').values(row).execute();
  await makeDoor(ctx, { secret, purpose: 'feed', subject: row.id });
  ctx.note('reminders.feedMade', { subject: `Feed/${row.id}`, details: { label } });
  return { ...shown(row), path: `${feedPath}/${secret}.ics` };
};

/** Its address answers nobody any more. */
export const revokeFeed: Verb<Reminders, 'revokeFeed'> = async (ctx, { feedId }) => {
  const own = ownPractitioner(ctx) ?? '';
  const revoked = await ctx.db
    .updateTable('reminders_feed')
    .set({ revoked_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', feedId)
    .where('practitioner_id', '=', own)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!revoked) return refuse('notFound', { type: 'Feed', id: feedId });
  await shutDoors(ctx, 'feed', feedId);
  return {};
};

/** The calendar behind a secret address. Refuses alike whatever is not, or no longer, there. */
export async function readFeed(
  ctx: Pick<OpenContext, 'database' | 'now' | 'clientAddress' | 'asSystem'>,
  secret: string,
): Promise<string> {
  const door = await findDoor(ctx, secret, 'feed');
  if (door === 'wait') return refuse('tooMany');
  if (!door) return refuse('notFound');
  const text = await ctx.asSystem(door.clinic, 'reminders.readFeed', async (inside) => {
    const feed = await inside.db
      .selectFrom('reminders_feed')
      .select('practitioner_id')
      .where('clinic_id', '=', inside.clinic.id)
      .where('id', '=', door.subject)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return feed && practitionerCalendar(inside, feed.practitioner_id);
  });
  return text ?? refuse('notFound');
}

function shown(row: { id: string; label: string; made_at: string; made_by: string }) {
  return {
    feedId: row.id,
    label: row.label,
    madeAt: instantOf(epochMsOf(row.made_at)),
    madeBy: row.made_by,
  };
}
