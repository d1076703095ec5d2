import type { Selectable } from 'kysely';
import type { Clinic, Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { OpenContext } from '#platform/server/identity/open-verb.ts';
import { addDays, addMinutes, zonedDay } from '#platform/shared/time.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import { findDoor, makeDoor, newSecretText } from '#slices/reminders/server/index.ts';
import { beforeCounter, visitIfThere } from './find-visit.ts';
import { placeOf } from './place.ts';

export type Session = Selectable<Tables['check_in_session']>;
type Way = 'kiosk' | 'phone';

/** A kiosk is left by walking away, a phone by putting it into a pocket. */
const mostMinutes = { kiosk: 20, phone: 60 } as const;
const idleMinutes = { kiosk: 3, phone: 30 } as const;

/** Begins a check-in and gives its secret, which the page keeps in its memory and nowhere else. */
export async function openSession(
  ctx: Context,
  session: {
    way: Way;
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
      ...{ agreed: session.agreed, opened_at: ctx.now, last_at: ctx.now, said: JSON.stringify(null) },
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
  body: (inside: Context, session: Session, visit: VisitState) => Promise<T>,
): Promise<{ answer: T; clinic: Clinic }> {
  const door = await findDoor(ctx, secret, 'checkInSession');
  if (door === 'wait') return ctx.fail('tooMany');
  if (!door) return ctx.fail('sessionOver');
  const { clinic, subject } = door;
  const done = await ctx.asSystem(clinic, event, async (inside) => {
    const open = await openOne(inside, subject);
    if (!open) return undefined;
    inside.note(event, aboutSession(open.session));
    return { answer: await body(inside, open.session, open.visit) };
  });
  return done ? { ...done, clinic } : ctx.fail('sessionOver');
}

/** What the audit trail says of an act in a check-in. */
export function aboutSession({ patient_id, visit_id, way, place, device_id }: Session) {
  return {
    ...{ patientId: patient_id, subject: `Encounter/${visit_id}` },
    details: { way, ...(place && { place }), ...(device_id && { deviceId: device_id }) },
  };
}

/** A session that may go on, and its visit; both held, the visit first, as everybody does who holds both. */
async function openOne(
  ctx: Context,
  id: string,
): Promise<{ session: Session; visit: VisitState } | undefined> {
  const found = () =>
    ctx.db
      .selectFrom('check_in_session')
      .selectAll()
      .where('clinic_id', '=', ctx.clinic.id)
      .where('id', '=', id);
  const known = await found().executeTakeFirst();
  const visit = known && (await visitIfThere(ctx, known.visit_id));
  if (!visit || !(await mayGoOn(ctx, known, visit))) return undefined;
  const session = await found().forUpdate().executeTakeFirst();
  if (!session || session.ended_at || session.finished_at) return undefined;
  if (session.last_at < addMinutes(ctx.now, -idleMinutes[session.way as Way])) return undefined;
  await ctx.db
    .updateTable('check_in_session')
    .set({ last_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
  return { session, visit };
}

/** Her visit is still hers and still before the counter, and the kiosk is one still. */
async function mayGoOn(ctx: Context, session: Session, visit: VisitState): Promise<boolean> {
  if (visit.patientId !== session.patient_id) return false;
  if (visit.step === 'noShow' || !beforeCounter.has(visit.step)) return false;
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  if (session.way === 'phone') return visit.day === today || visit.day === addDays(today, 1);
  if (visit.day !== today || !session.device_id) return false;
  return (await placeOf(ctx, session.device_id)) !== undefined;
}

/**
 * Ends it: its secret opens nothing any more. The door itself stays until its time is over, so that a page which comes late
 * with it is not counted as one that guesses. @returns it; undefined for one that was over already
 */
export async function endSession(ctx: Context, id: string, finished: boolean): Promise<Session | undefined> {
  return ctx.db
    .updateTable('check_in_session')
    .set({ ended_at: ctx.now, ...(finished && { finished_at: ctx.now }) })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** Ends what is open of a visit or at a device. */
export async function endSessions(
  ctx: Context,
  of: { visitId: string; way?: Way } | { deviceId: string },
): Promise<void> {
  const open = ctx.db
    .updateTable('check_in_session')
    .set({ ended_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('ended_at', 'is', null);
  const those =
    'deviceId' in of ? open.where('device_id', '=', of.deviceId) : open.where('visit_id', '=', of.visitId);
  await ('way' in of && of.way ? those.where('way', '=', of.way) : those).execute();
}
