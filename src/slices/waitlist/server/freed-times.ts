import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import { practitionerNames } from '#slices/scheduling/server/index.ts';
import type { Freed, Look, waitlist } from '../contract.ts';
import { shownOffer } from './entries.ts';
import type { FreedRow } from './freed.ts';
import type { OfferRow } from './offers.ts';

const mostShown = 100;
const at = (instant: string) => instantOf(epochMsOf(instant));

/** Freed times that are still to come, the nearest first, each with why everybody was or was not asked. */
export const freedTimes: Verb<typeof waitlist, 'freedTimes'> = async (ctx) => {
  const rows = await stillFree(ctx).selectAll().orderBy('starts_at').orderBy('id').limit(mostShown).execute();
  if (rows.length === 0) return { times: [], further: 0 };
  const further = rows.length < mostShown ? 0 : (await countStillFree(ctx)) - rows.length;
  const ids = rows.map((row) => row.id);
  const offers = await offersOf(ctx, ids);
  const looks = await looksOf(ctx, ids);
  const patients = await ctx.patientNames([...offers, ...looks].map((row) => row.patient_id));
  const nameOf = (id: string) => patients.get(id)?.name ?? '';
  const providers = await practitionerNames(
    ctx,
    rows.map((row) => row.practitioner_id),
  );
  return {
    further,
    times: rows.map((row) => {
      const offer = offers.find((one) => one.freed_id === row.id);
      return {
        ...shownFreed(row, providers),
        offer: offer
          ? {
              ...shownOffer(offer, providers),
              ...{ entryId: offer.entry_id, patientName: nameOf(offer.patient_id) },
            }
          : null,
        looks: looks
          .filter((one) => one.freed_id === row.id)
          .map((one) => ({
            ...{ entryId: one.entry_id, patientId: one.patient_id, patientName: nameOf(one.patient_id) },
            ...{ place: one.place, reason: one.reason as Look['reason'] },
            ...{ said: one.said, saidBy: one.said_by, at: at(one.at) },
          })),
      };
    }),
  };
};

function stillFree(ctx: Context) {
  return ctx.db
    .selectFrom('waitlist_freed')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', 'in', ['open', 'given'])
    .where('ends_at', '>', ctx.now);
}

async function countStillFree(ctx: Context): Promise<number> {
  const { all } = await stillFree(ctx)
    .select((eb) => eb.fn.countAll<string>().as('all'))
    .executeTakeFirstOrThrow();
  return Number(all);
}

function shownFreed(row: FreedRow, providers: ReadonlyMap<string, string>) {
  return {
    ...{ freedId: row.id, practitionerId: row.practitioner_id },
    practitionerName: providers.get(row.practitioner_id) ?? '',
    ...{ startsAt: at(row.starts_at), endsAt: at(row.ends_at), freedAt: at(row.freed_at) },
    ...{ cause: row.cause as Freed['cause'], state: row.state as Freed['state'] },
  };
}

/** The offer that stands, or the one that was taken. */
async function offersOf(ctx: Context, freedIds: string[]): Promise<OfferRow[]> {
  return ctx.db
    .selectFrom('waitlist_offer')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('freed_id', 'in', freedIds)
    .where('state', 'in', ['open', 'accepted'])
    .orderBy('offered_at', 'desc')
    .execute();
}

async function looksOf(ctx: Context, freedIds: string[]) {
  return ctx.db
    .selectFrom('waitlist_look as l')
    .innerJoin('waitlist_entry as e', (join) =>
      join.onRef('e.clinic_id', '=', 'l.clinic_id').onRef('e.entry_id', '=', 'l.entry_id'),
    )
    .select([
      'l.freed_id',
      'l.entry_id',
      'l.place',
      'l.reason',
      'l.said',
      'l.said_by',
      'l.at',
      'e.patient_id',
    ])
    .where('l.clinic_id', '=', ctx.clinic.id)
    .where('l.freed_id', 'in', freedIds)
    .orderBy('l.place')
    .orderBy('l.entry_id')
    .execute();
}
