import type { Patient } from '@medplum/fhirtypes';
import { clinicJobs } from '#platform/server/jobs/clinic-jobs.ts';
import {
  type BookingClinic,
  openBookingClinic,
  physician,
} from '#slices/scheduling/server/testing/booking-clinic.ts';
import { type GatewayPeer, openGatewayPeer } from '#testing/text-gateway.ts';
import { type MailBox, openMailBox } from '#testing/mail-server.ts';
import { type Rules, reminders } from '#slices/reminders/contract.ts';
import { slice } from '../index.ts';

/** A clinic that reminds, with a true mail server and a true gateway on loopback. Wednesday 2026-03-04 10:00. */
export interface RemindingClinic extends BookingClinic {
  box: MailBox;
  gateway: GatewayPeer;
  /** What the gateway calls back with. */
  callSecret: string;
  /** The clock's minute has come: what is due is made and sent. */
  minute(): Promise<void>;
  rules(given?: Partial<Rules>): Promise<void>;
  /** A patient by how she is reached, booked for a clinic time. */
  booked(
    reach: { phone?: string; email?: string; language?: string },
    when?: { day: string; time: string },
  ): Promise<{ patientId: string; visitId: string }>;
  messagesOf(
    patientId: string,
  ): Promise<{ kind: string; state: string; channel: string | null; code: string | null }[]>;
}

const usual: Rules = {
  ...{ on: true, confirmation: true, moved: true, cancelled: true },
  before: [
    { unit: 'days', count: 3 },
    { unit: 'days', count: 1 },
    { unit: 'hours', count: 2 },
  ],
  ...{ quietFrom: '20:00', quietUntil: '08:00', askFirst: false, byHand: false },
  ...{
    name: 'Klinik Melati',
    place: 'Jl. Kenanga 12',
    phone: '021-5550-0134',
    linkAddress: 'https://melati.test',
  },
};

export async function openRemindingClinic(country: 'ID' | 'US' = 'ID'): Promise<RemindingClinic> {
  const booking = await openBookingClinic(country);
  const { clinic } = booking;
  clinic.clock.set(country === 'ID' ? '2026-03-04T03:00:00Z' : '2026-03-04T15:00:00Z');
  const [box, gateway] = [await openMailBox(), await openGatewayPeer()];
  const manager = clinic.as('manager');
  const rules = async (given: Partial<Rules> = {}) =>
    void (await manager.call(reminders, 'saveRules', { ...usual, ...given }));
  await rules();
  await manager.call(reminders, 'saveMail', {
    mail: { host: '127.0.0.1', port: box.port, security: 'none', user: '', fromAddress: 'janji@melati.test' },
  });
  await manager.call(reminders, 'saveGateway', {
    gateway: { url: gateway.url, channels: ['sms'], secret: 'the-gateways-own' },
  });
  const { secret: callSecret } = await manager.call(reminders, 'makeCallSecret', {});
  const jobs = clinicJobs(clinic.platform, [slice]);
  return {
    ...booking,
    ...{ box, gateway, callSecret, rules },
    async minute() {
      for (const job of jobs) await job.run();
    },
    async booked(reach, when = { day: '2026-03-10', time: '10:00' }) {
      const patientId = await clinic.inside(async (ctx) => (await ctx.record.create(patientOf(reach))).id);
      const { visitId } = await booking.book({ patientId, when, practitionerId: physician });
      return { patientId, visitId };
    },
    async messagesOf(patientId) {
      const { messages } = await clinic.as('frontDesk').call(reminders, 'patientMessages', { patientId });
      return messages.map(({ kind, state, channel, code }) => ({ kind, state, channel, code })).reverse();
    },
    async close() {
      await box.close();
      await gateway.close();
      await booking.close();
    },
  };
}

function patientOf({
  phone,
  email,
  language,
}: {
  phone?: string;
  email?: string;
  language?: string;
}): Patient {
  return {
    resourceType: 'Patient',
    name: [{ use: 'official', text: 'Siti Aminah' }],
    gender: 'female',
    birthDate: '1990-05-08',
    telecom: [
      ...(phone ? [{ system: 'phone' as const, value: phone, use: 'mobile' as const }] : []),
      ...(email ? [{ system: 'email' as const, value: email }] : []),
    ],
    ...(language && { communication: [{ language: { coding: [{ code: language }] }, preferred: true }] }),
  };
}
