import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { letterDesk } from '#slices/reminders/server/index.ts';
import { providers, visitTypes } from '#slices/scheduling/server/index.ts';
import type { Settings, selfBooking } from '../contract.ts';

/** Off; a month ahead, two hours' notice (domain 2.3) and half an hour to confirm, until the clinic says otherwise. */
const usual: Settings = {
  ...{ active: false, visitTypeCodes: [], practitionerIds: [], horizonDays: 30, noticeMinutes: 120 },
  ...{ holdMinutes: 30, perContactDaily: 3, perAddressDaily: 20, mostWaiting: 20, mostADay: 6 },
};

/**
 * What the clinic offers to the public, and within which limits.
 * @param lock holds the row, so that limits are counted by one request after the other
 */
export async function loadSettings(ctx: Context, lock = false): Promise<Settings> {
  const found = ctx.db.selectFrom('self_booking_settings').selectAll().where('clinic_id', '=', ctx.clinic.id);
  const row = await (lock ? found.forUpdate() : found).executeTakeFirst();
  if (!row) return usual;
  return {
    ...{ active: row.active, visitTypeCodes: row.visit_type_codes, practitionerIds: row.practitioner_ids },
    ...{ horizonDays: row.horizon_days, noticeMinutes: row.notice_minutes, holdMinutes: row.hold_minutes },
    ...{ perContactDaily: row.per_contact_daily, perAddressDaily: row.per_address_daily },
    ...{ mostWaiting: row.most_waiting, mostADay: row.most_a_day },
  };
}

/** The page that the public opens. */
export const pagePath = '/book';

export const settings: Verb<typeof selfBooking, 'settings'> = async (ctx) => {
  const desk = await letterDesk(ctx);
  const types = (await visitTypes(ctx)).filter((one) => one.active);
  return {
    ...(await loadSettings(ctx)),
    address: desk.linkAddress && `${desk.linkAddress}${pagePath}?at=${ctx.clinic.slug}`,
    ways: { mobile: desk.mobile, email: desk.email },
    visitTypes: types.map(({ code, labelEn, labelId }) => ({ code, labelEn, labelId })),
    providers: await providers(ctx),
  };
};

export const saveSettings: Verb<typeof selfBooking, 'saveSettings'> = async (ctx, given) => {
  const codes = new Set((await visitTypes(ctx)).map((one) => one.code));
  const known = new Set((await providers(ctx)).map((one) => one.practitionerId));
  if (given.visitTypeCodes.some((one) => !codes.has(one)))
    refuseField('visitTypeCodes', 'selfBooking_field_noSuchType');
  if (given.practitionerIds.some((one) => !known.has(one)))
    refuseField('practitionerIds', 'selfBooking_field_noSuchProvider');
  if (given.active) {
    if (given.visitTypeCodes.length === 0) refuseField('visitTypeCodes', 'selfBooking_field_chooseOne');
    if (given.practitionerIds.length === 0) refuseField('practitionerIds', 'selfBooking_field_chooseOne');
    const desk = await letterDesk(ctx);
    if (!desk.email && !desk.mobile) return ctx.fail('noWay');
    if (!desk.linkAddress) return ctx.fail('noAddress');
  }
  const row = {
    ...{ active: given.active, visit_type_codes: [...new Set(given.visitTypeCodes)] },
    practitioner_ids: [...new Set(given.practitionerIds)],
    ...{ horizon_days: given.horizonDays, notice_minutes: given.noticeMinutes },
    ...{ hold_minutes: given.holdMinutes, per_contact_daily: given.perContactDaily },
    ...{ per_address_daily: given.perAddressDaily, most_waiting: given.mostWaiting },
    most_a_day: given.mostADay,
  };
  await ctx.db
    .insertInto('self_booking_settings')
    .values({ clinic_id: ctx.clinic.id, ...row })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(row))
    .execute();
  ctx.emit('selfBooking.settingsChanged', {});
  return { ...given, visitTypeCodes: row.visit_type_codes, practitionerIds: row.practitioner_ids };
};
