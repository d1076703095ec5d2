import { randomUUID } from 'node:crypto';
import { trustProxyOf } from '#platform/server/http/proxy.ts';
import { clinicJobs } from '#platform/server/jobs/clinic-jobs.ts';
import type { CallOf } from '#platform/shared/contract.ts';
import {
  openRemindingClinic,
  type RemindingClinic,
} from '#slices/reminders/server/testing/reminding-clinic.ts';
import { physician } from '#slices/scheduling/server/testing/booking-clinic.ts';
import { openTestHttp, post, type TestHttp } from '#testing/http.ts';
import { type Settings, selfBooking } from '#slices/self-booking/contract.ts';
import { slice } from '../index.ts';

type Verb = 'openPage' | 'freeTimes' | 'askForTime' | 'openLink' | 'answerLink' | 'linkFile';
type Answer = Awaited<ReturnType<typeof post>>;
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was answered
type Body = any;

/** A clinic with a page, behind real HTTP and a proxy. Wednesday 2026-03-04 10:00 in Jakarta, 08:00–16:00 every weekday. */
export interface PageClinic extends RemindingClinic {
  http: TestHttp;
  /** Calls an open verb, from an address that nobody else of the test has unless told. */
  open(verb: Verb, input: object, from?: string): Promise<Answer & { body: Body }>;
  /** Asks for a time of the physician's in the name of somebody new. */
  ask(
    given?: Partial<CallOf<typeof selfBooking, 'askForTime'>>,
    from?: string,
  ): Promise<Answer & { body: Body }>;
  offer(given?: Partial<Settings>): Promise<Settings>;
  /** The link that went to a number or an address last; undefined where none did. */
  linkTo(reach: string): string | undefined;
  /** Asked, written to, confirmed: the desk's row of her. */
  confirmed(given?: Partial<CallOf<typeof selfBooking, 'askForTime'>>): Promise<Confirmed>;
}

export interface Confirmed {
  token: string;
  requestId: string;
  visitId: string;
  mobile: string;
}

let count = 0;
const next = () => {
  count += 1;
  return count;
};

export const usualOffer: Settings = {
  ...{ active: true, visitTypeCodes: ['follow-up'], practitionerIds: [physician] },
  ...{ horizonDays: 30, noticeMinutes: 120, holdMinutes: 30 },
  ...{ perContactDaily: 3, perAddressDaily: 20, mostWaiting: 200, mostADay: 100 },
};

/** An instant of a clinic day in Jakarta. */
export function at(day: string, time: string): string {
  return new Date(`${day}T${time}:00+07:00`).toISOString().replace('.000Z', 'Z');
}

export async function openPageClinic(): Promise<PageClinic> {
  const here = await openRemindingClinic('ID');
  const { clinic } = here;
  const http = await openTestHttp(clinic, { trustProxy: trustProxyOf('1') });
  const manager = clinic.as('manager');
  const offer = (given: Partial<Settings> = {}) =>
    manager.call(selfBooking, 'saveSettings', { ...usualOffer, ...given });
  await offer();
  const jobs = clinicJobs(clinic.platform, [slice]);
  const open: PageClinic['open'] = (verb, input, from = `198.51.${next() >> 8}.${count & 255}`) =>
    post(`${http.url}/api/selfBooking/${verb}`, input, { 'x-forwarded-for': from });
  const ask: PageClinic['ask'] = (given = {}, from) =>
    open(
      'askForTime',
      {
        ...{ at: clinic.clinic.slug, attemptId: randomUUID(), visitTypeCode: 'follow-up' },
        ...{ practitionerId: physician, startsAt: at('2026-03-10', '09:00'), name: 'Rahayu Lestari' },
        ...{
          birthDate: '1991-07-12',
          mobile: given.email ? '' : `+62813666${String(next()).padStart(5, '0')}`,
        },
        ...{ reason: 'Sakit kepala', language: 'id', ...given },
      },
      from,
    );
  const linkTo = (reach: string) => {
    const text = reach.includes('@')
      ? here.box.received.findLast((one) => one.to.includes(reach))?.mail.text
      : here.gateway.sent.findLast((one) => one.to === reach)?.text;
    return /booked#(\S+)/.exec(text ?? '')?.[1];
  };
  const minute = async () => {
    for (const job of jobs) await job.run();
    await here.minute();
  };
  return {
    ...here,
    ...{ http, open, ask, offer, linkTo, minute },
    async confirmed(given = {}) {
      const mobile = given.mobile ?? `+62813667${String(next()).padStart(5, '0')}`;
      const asked = await ask({ mobile, ...given });
      if (asked.status !== 200) throw new Error(`not asked: ${JSON.stringify(asked.body)}`);
      await minute();
      const token = linkTo(mobile) ?? '';
      const { body } = await open('answerLink', { token, answer: 'confirm' });
      if (body.did !== 'booked') throw new Error(`not booked: ${JSON.stringify(body)}`);
      const { requests } = await clinic.as('frontDesk').call(selfBooking, 'requests', {});
      const mine = requests.find((one) => one.mobile === mobile);
      return { token, mobile, requestId: mine?.requestId ?? '', visitId: mine?.visitId ?? '' };
    },
    async close() {
      await http.close();
      await here.close();
    },
  };
}
