import type { Context } from '#platform/server/context.ts';
import type { ClinicJob } from '#platform/server/jobs/clinic-job.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import { type Kind, type Made, type Move, nextMove, type Visit } from '../shared/cascade.ts';
import { type Booked, bookedVisit, isOpen } from './booking.ts';
import { makeMessage } from './make-message.ts';
import { recipientOf } from './patient.ts';
import { cascadeOf, loadSettings, type Settings } from './settings.ts';
import { stopObsolete } from './stop.ts';

/** Visits looked at in one transaction; the rest waits for the next minute. */
const mostVisits = 200;

/** Looks at every visit whose time has come, and makes the messages that are due. */
export const plan: ClinicJob = {
  name: 'reminders.plan',
  cron: '* * * * *',
  async run(ctx) {
    const settings = await loadSettings(ctx);
    if (!settings.rules.on) return;
    const due = await ctx.db
      .selectFrom('reminders_visit')
      .select('visit_id')
      .where('clinic_id', '=', ctx.clinic.id)
      .where('next_at', '<=', ctx.now)
      .orderBy('next_at')
      .limit(mostVisits)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { visit_id } of due) {
      const nextAt = await look(ctx, settings, visit_id);
      if (nextAt) await setNext(ctx, visit_id, nextAt);
      else await forget(ctx, visit_id);
    }
  },
};

/** @returns when to look again; at its beginning for the last time */
async function look(ctx: Context, settings: Settings, visitId: string): Promise<string | undefined> {
  const booked = await bookedVisit(ctx, visitId);
  await stopObsolete(ctx, visitId, booked);
  if (!booked || epochMsOf(booked.startsAt) <= epochMsOf(ctx.now)) return undefined;
  const recipient = await recipientOf(ctx, booked.patientId);
  if (!recipient?.current) return booked.startsAt;
  for (;;) {
    const move = await moveOf(ctx, settings, booked, recipient.zone);
    if (
      move.make &&
      !(await makeMessage(ctx, settings, { matter: { ...booked, booked }, recipient, ...move.make }))
    )
      return booked.startsAt;
    if (move.nextAt !== ctx.now) return move.nextAt ?? booked.startsAt;
  }
}

/** What is due for a visit, and when the next message goes out. */
export async function moveOf(
  ctx: Context,
  settings: Settings,
  booked: Booked,
  patientZone: string,
): Promise<Move> {
  const zone = { visit: ctx.clinic.zone, patient: patientZone };
  return nextMove(await visitToTell(ctx, booked), cascadeOf(settings.rules), ctx.now, zone);
}

/** A booking as the cascade sees it. */
export async function visitToTell(ctx: Context, booked: Booked): Promise<Visit> {
  const cancelled = booked.status === 'cancelled';
  return {
    createdAt: booked.createdAt,
    startsAt: booked.startsAt,
    state: isOpen(booked) ? 'open' : cancelled ? 'cancelled' : 'other',
    confirmed: booked.confirmedAt !== undefined,
    sequence: booked.sequence,
    made: await madeFor(ctx, booked.visitId),
  };
}

async function madeFor(ctx: Context, visitId: string): Promise<Made[]> {
  const rows = await ctx.db
    .selectFrom('reminders_message')
    .select(['kind', 'starts_at', 'created_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('state', '<>', 'stopped')
    .where('question_id', 'is', null)
    .orderBy('ordinal')
    .execute();
  return rows.map((row) => ({
    kind: row.kind as Kind,
    startsAt: instantOf(epochMsOf(row.starts_at)),
    at: instantOf(epochMsOf(row.created_at)),
  }));
}

async function setNext(ctx: Context, visitId: string, nextAt: string): Promise<void> {
  await ctx.db
    .updateTable('reminders_visit')
    .set({ next_at: nextAt })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .execute();
}

async function forget(ctx: Context, visitId: string): Promise<void> {
  await ctx.db
    .deleteFrom('reminders_visit')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .execute();
}
