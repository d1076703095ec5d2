import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import { practitionerNames, visitTypes } from '#slices/scheduling/server/index.ts';
import type { Entry, waitlist } from '../contract.ts';
import { inOrder } from '../shared/rules.ts';
import { candidateOf, type EntryRow } from './load-entries.ts';
import type { OfferRow } from './offers.ts';

const mostShown = 500;
const at = (instant: string) => instantOf(epochMsOf(instant));

/** Who waits, in the order in which they are asked. Of one patient what has ended stands below, the latest first. */
export const entries: Verb<typeof waitlist, 'entries'> = async (ctx, { patientId }) => {
  return { entries: await listEntries(ctx, patientId) };
};

export async function listEntries(ctx: Context, patientId?: string): Promise<Entry[]> {
  let found = ctx.db.selectFrom('waitlist_entry').selectAll().where('clinic_id', '=', ctx.clinic.id);
  found = patientId
    ? found.where('patient_id', '=', patientId).orderBy('since', 'desc')
    : found.where('state', '=', 'waiting').orderBy('since');
  const rows = await found.limit(mostShown).execute();
  const offers = await openOffers(ctx);
  const words = await wordsFor(ctx, rows, offers);
  const all: { entry: Entry; order: Awaited<ReturnType<typeof candidateOf>> }[] = [];
  for (const row of rows) {
    const offer = offers.find((one) => one.entry_id === row.entry_id);
    const order = await candidateOf(ctx, row, offer !== undefined);
    all.push({ entry: shown(row, offer, order.keepsMs, words), order });
  }
  const waiting = all.filter(({ entry }) => entry.state === 'waiting');
  const inTurn = inOrder(waiting.map(({ entry, order }) => ({ ...order, entry }))).map((one) => one.entry);
  return [...inTurn, ...all.map(({ entry }) => entry).filter((entry) => entry.state !== 'waiting')];
}

export async function openOffers(ctx: Context): Promise<OfferRow[]> {
  return ctx.db
    .selectFrom('waitlist_offer')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', '=', 'open')
    .execute();
}

type Words = Awaited<ReturnType<typeof wordsFor>>;

async function wordsFor(ctx: Context, rows: readonly EntryRow[], offers: readonly OfferRow[]) {
  const providers = [...rows, ...offers].flatMap((row) => row.practitioner_id ?? []);
  const types = await visitTypes(ctx);
  return {
    patients: await ctx.patientNames(rows.map((row) => row.patient_id)),
    providers: await practitionerNames(ctx, providers),
    types: new Map(types.map((one) => [one.code, ctx.language === 'id' ? one.labelId : one.labelEn])),
  };
}

function shown(row: EntryRow, offer: OfferRow | undefined, keepsMs: number | null, words: Words): Entry {
  const patient = words.patients.get(row.patient_id);
  return {
    ...{ entryId: row.entry_id, patientId: row.patient_id },
    ...{ patientName: patient?.name ?? '', recordNumber: patient?.recordNumber ?? '' },
    ...{ visitTypeCode: row.visit_type_code, visitType: words.types.get(row.visit_type_code) ?? '' },
    practitionerId: row.practitioner_id,
    practitionerName: words.providers.get(row.practitioner_id ?? '') ?? '',
    ...{ fromDay: row.from_day, toDay: row.to_day, parts: row.parts as Entry['parts'] },
    ...{ weekdays: row.weekdays, noticeMinutes: row.notice_minutes, priority: row.priority },
    ...{ priorityReason: row.priority_reason, expiresOn: row.expires_on, note: row.note },
    keepsVisitId: row.keeps_visit_id,
    keepsAt: keepsMs === null ? null : instantOf(keepsMs),
    ...{ since: at(row.since), state: row.state as Entry['state'], endReason: row.end_reason },
    lastOfferedAt: row.last_offered_at && at(row.last_offered_at),
    unanswered: row.unanswered,
    offer: offer ? shownOffer(offer, words.providers) : null,
  };
}

export function shownOffer(offer: OfferRow, providers: ReadonlyMap<string, string>) {
  return {
    ...{ offerId: offer.id, freedId: offer.freed_id },
    practitionerName: providers.get(offer.practitioner_id) ?? '',
    ...{ startsAt: at(offer.starts_at), endsAt: at(offer.ends_at), until: at(offer.until) },
  };
}
