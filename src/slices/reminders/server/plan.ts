import type { Context } from '#platform/server/context.ts';
import type { ClinicJob } from '#platform/server/jobs/clinic-job.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import { type Kind, type Move, nextMove } from '../shared/cascade.ts';
import { type Booked, bookedVisit } from './booking.ts';
import { makeMessage, markAsTold } from './make-message.ts';
import { recipientOf } from './patient.ts';
import { cascadeOf, loadSettings, type Settings } from './settings.ts';
import { dropLooseMark, isToldBySeries } from './series.ts';
import { stopObsolete } from './stop.ts';
import { madeFor, visitToTell } from './told.ts';

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
  await dropLooseMark(ctx, booked);
  for (;;) {
    const move = await moveOf(ctx, settings, booked, recipient.zone);
    if (move.make) {
      const wanted = { matter: { ...booked, booked }, recipient, ...move.make };
      const mark = await isMark(ctx, settings, booked, move.make.kind);
      const made = mark ? await markAsTold(ctx, settings, wanted) : await makeMessage(ctx, settings, wanted);
      if (!made) return booked.startsAt;
    }
    if (move.nextAt !== ctx.now) return move.nextAt ?? booked.startsAt;
  }
}

/** Whether the series' one confirmation is this visit's too; one that was told of before is told of by itself. */
async function isMark(ctx: Context, settings: Settings, booked: Booked, kind: Kind): Promise<boolean> {
  if (kind !== 'confirmation' || !booked.seriesId) return false;
  const toldBefore = (await madeFor(ctx, booked.visitId)).length > 0;
  return !toldBefore && (await isToldBySeries(ctx, settings, booked));
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
