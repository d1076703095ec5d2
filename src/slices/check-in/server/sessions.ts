import type { Selectable } from 'kysely';
import type { Clinic, Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { OpenContext } from '#platform/server/identity/open-verb.ts';
import { addMinutes } from '#platform/shared/time.ts';
import { findDoor, makeDoor, newSecretText } from '#slices/reminders/server/index.ts';

export type Session = Selectable<Tables['check_in_session']>;

/** A kiosk is left by walking away, a phone by putting it into a pocket. */
const mostMinutes = { kiosk: 20, phone: 60 } as const;
const idleMinutes = { kiosk: 3, phone: 30 } as const;

/** Begins a check-in and gives its secret, which the page keeps in its memory and nowhere else. */
export async function openSession(
  ctx: Context,
  session: {
    way: 'kiosk' | 'phone';
    place: string;
    deviceId: string | null;
    visitId: string;
    patientId: string;
    agreed: string[];
  },
): Promise<{ secret: string; row: Session }> {
  const secret = newSecretText();
  const row = await ctx.db
    .insertInto('check_in_session')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: ctx.newId(), way: session.way, place: session.place },
      ...{ device_id: session.deviceId, visit_id: session.visitId, patient_id: session.patientId },
      ...{ agreed: session.agreed, opened_at: ctx.now, last_at: ctx.now },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const expiresAt = addMinutes(ctx.now, mostMinutes[session.way]);
  await makeDoor(ctx, { secret, purpose: 'checkInSession', subject: row.id, expiresAt });
  return { secret, row };
}

/** Runs a body for a check-in that is open, as the clinic's system. Over, unknown and too late are one answer. */
export async function inSession<T>(
  ctx: OpenContext<'sessionOver' | 'tooMany'>,
  secret: string,
  event: string,
  body: (inside: Context, session: Session) => Promise<T>,
): Promise<{ answer: T; clinic: Clinic }> {
  const door = await findDoor(ctx, secret, 'checkInSession');
  if (door === 'wait') return ctx.fail('tooMany');
  if (!door) return ctx.fail('sessionOver');
  const { clinic, subject } = door;
  const done = await ctx.asSystem(clinic, event, async (inside) => {
    const session = await openOne(inside, subject);
    if (!session) return undefined;
    return { answer: await body(inside, session) };
  });
  return done ? { ...done, clinic } : ctx.fail('sessionOver');
}

async function openOne(ctx: Context, id: string): Promise<Session | undefined> {
  const session = await ctx.db
    .selectFrom('check_in_session')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!session || session.ended_at || session.finished_at) return undefined;
  if (session.last_at < addMinutes(ctx.now, -idleMinutes[session.way as 'kiosk' | 'phone'])) return undefined;
  await ctx.db
    .updateTable('check_in_session')
    .set({ last_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
  return session;
}

/**
 * Ends it: its secret opens nothing any more. The door itself stays until its time is over, so that a page which comes late
 * with it is not counted as one that guesses.
 */
export async function endSession(ctx: Context, id: string, finished: boolean): Promise<void> {
  await ctx.db
    .updateTable('check_in_session')
    .set({ ended_at: ctx.now, ...(finished && { finished_at: ctx.now }) })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}
