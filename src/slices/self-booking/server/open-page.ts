import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { selfBooking } from '../contract.ts';
import {
  daysOffered,
  giversOf,
  offeredProviders,
  offeredTypes,
  publicTime,
  timesOffered,
} from './offered.ts';
import { onPage } from './page.ts';

type SelfBooking = typeof selfBooking;

/** What stands on the page: the clinic, and what may be asked for. */
export const openPage: OpenVerb<SelfBooking, 'openPage'> = (ctx, { at }) =>
  onPage(ctx, { at, kind: 'look', event: 'selfBooking.openPage' }, async (inside, { settings, desk }) => {
    const providers = await offeredProviders(inside, settings);
    const types = await offeredTypes(inside, settings);
    const { clinic, place, phone, mobile, email } = desk;
    return {
      ...{ clinic, place, phone, ways: { mobile, email } },
      ...{ language: inside.clinic.language, country: inside.clinic.country, zone: inside.clinic.zone },
      visitTypes: types.map((type) => ({
        ...{ code: type.code, labelEn: type.labelEn, labelId: type.labelId, minutes: type.durationMinutes },
        practitionerIds: giversOf(type, providers).map((one) => one.practitionerId),
      })),
      providers,
      ...daysOffered(inside, settings),
      holdMinutes: settings.holdMinutes,
    };
  });

/** Times that may be asked for; nothing tells why another one may not. */
export const freeTimes: OpenVerb<SelfBooking, 'freeTimes'> = (ctx, { at, ...wish }) =>
  onPage(ctx, { at, kind: 'look', event: 'selfBooking.freeTimes' }, async (inside, { settings }) => {
    const type = (await offeredTypes(inside, settings)).find((one) => one.code === wish.visitTypeCode);
    if (!type) return refuseField('visitTypeCode', 'selfBooking_field_noSuchType');
    const times = await timesOffered(inside, settings, { ...wish, type });
    return { times: times.map(publicTime) };
  });
