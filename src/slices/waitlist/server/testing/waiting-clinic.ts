import { clinicJobs } from '#platform/server/jobs/clinic-jobs.ts';
import {
  openRemindingClinic,
  type RemindingClinic,
} from '#slices/reminders/server/testing/reminding-clinic.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { physician } from '#slices/scheduling/server/testing/booking-clinic.ts';
import { type Wish, waitlist } from '#slices/waitlist/contract.ts';
import { slice } from '../index.ts';

/**
 * A clinic whose physician has one time a day, 10:00 to 10:20 on weekdays, so that nothing is free but what is freed.
 * Wednesday 2026-03-04 10:00.
 */
export interface WaitingClinic extends RemindingClinic {
  /** Somebody new who waits for the physician's one time of a day. */
  waits(
    given?: Partial<Wish> & { phone?: string; day?: string },
  ): Promise<{ patientId: string; entryId: string; phone: string }>;
  /** The one time of a day, booked for somebody new. */
  taken(day: string): Promise<{ visitId: string; patientId: string; startsAt: string }>;
  cancel(visitId: string): Promise<unknown>;
  entryOf(patientId: string): Promise<{ state: string; offerId: string | undefined }>;
  /** Why each who waits was or was not asked about the freed time of a day, by patient. */
  looksOf(day: string): Promise<Record<string, string>>;
  /** Whom the physician sees at the one time of a day. */
  seen(day: string): Promise<string[]>;
  /** The text that went to a number last, and the secret of its link. */
  lastTo(phone: string): { text: string; token: string };
}

let numbers = 0;

export async function openWaitingClinic(country: 'ID' | 'US' = 'ID'): Promise<WaitingClinic> {
  const here = await openRemindingClinic(country);
  const { clinic } = here;
  const desk = clinic.as('frontDesk');
  const sessions = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '10:00', to: '10:20' }));
  await clinic.as('manager').call(scheduling, 'saveHours', {
    ...{ practitionerId: physician, validFrom: '2026-01-01', validTo: null, sessions },
  });
  const jobs = clinicJobs(clinic.platform, [slice]);
  return {
    ...here,
    async minute() {
      for (const job of jobs) await job.run();
      await here.minute();
    },
    async waits({ phone, day = '2026-03-10', ...given } = {}) {
      numbers += 1;
      const mobile = phone ?? `+62813555${String(numbers).padStart(5, '0')}`;
      const patientId = await here.patient(`Siti ${numbers}`);
      if (mobile !== '')
        await clinic.inside(async (ctx) => {
          await ctx.record.patch('Patient', patientId, (one) => {
            one.telecom = [{ system: 'phone', value: mobile, use: 'mobile' }];
          });
        });
      const wish = { visitTypeCode: 'follow-up', practitionerId: physician, fromDay: day, toDay: day };
      const { entryId } = await desk.call(waitlist, 'addEntry', { patientId, ...wish, ...given });
      return { patientId, entryId, phone: mobile };
    },
    async taken(day) {
      const { visitId, patientId, startsAt } = await here.book({ when: { day, time: '10:00' } });
      return { visitId, patientId, startsAt };
    },
    cancel: (visitId) =>
      desk.call(scheduling, 'cancelBooking', { visitId, reason: 'Travels', askedBy: 'patient' }),
    async entryOf(patientId) {
      const { entries } = await desk.call(waitlist, 'entries', { patientId });
      return { state: entries[0]?.state ?? '', offerId: entries[0]?.offer?.offerId };
    },
    async looksOf(day) {
      const { times } = await desk.call(waitlist, 'freedTimes', {});
      const looks = times.filter((one) => one.startsAt.startsWith(day)).flatMap((one) => one.looks);
      return Object.fromEntries(looks.map((one) => [one.patientId, one.reason]));
    },
    async seen(day) {
      const { bookings } = await desk.call(scheduling, 'daySheet', { day });
      return bookings
        .filter((one) => one.practitionerId === physician && one.status === 'booked')
        .map((one) => one.patientId ?? '');
    },
    lastTo(phone) {
      const text = here.gateway.sent.findLast((one) => one.to === phone)?.text ?? '';
      return { text, token: /answer#(\S+)/.exec(text)?.[1] ?? '' };
    },
  };
}
