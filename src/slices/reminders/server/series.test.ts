import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { physician } from '#slices/scheduling/server/testing/booking-clinic.ts';
import { reminders } from '../contract.ts';
import { openRemindingClinic, type RemindingClinic } from './testing/reminding-clinic.ts';

let here: RemindingClinic;
beforeAll(async () => {
  here = await openRemindingClinic();
});
afterAll(() => here.close());
beforeEach(() => {
  here.clinic.clock.set('2026-03-04T03:00:00Z');
  here.gateway.answerWith(202);
});

let numbers = 0;
const phone = () => {
  numbers += 1;
  return `+62812377${String(numbers).padStart(5, '0')}`;
};
const textsTo = (to: string) => here.gateway.sent.filter((one) => one.to === to).map((one) => one.text);
const at = async (instant: string) => {
  here.clinic.clock.set(instant);
  await here.minute();
};
const clerk = () => here.clinic.as('frontDesk');

/** Weekly at a time of its own, so that series do not meet. */
async function series(reach: string | undefined, time: string, count = 3) {
  const patientId = await here.clinic.inside(async (ctx) => {
    const person = await ctx.record.create({
      ...{ resourceType: 'Patient', name: [{ use: 'official', text: 'Siti Aminah' }], gender: 'female' },
      birthDate: '1990-05-08',
      ...(reach && {
        telecom: [{ system: reach.includes('@') ? 'email' : 'phone', value: reach, use: 'mobile' }],
      }),
    });
    return person.id;
  });
  const { booked } = await clerk().call(scheduling, 'bookSeries', {
    ...{ patientId, visitTypeCode: 'follow-up', practitionerId: physician, firstDay: '2026-03-10', time },
    ...{ rule: { frequency: 'weekly', count }, which: 'all' },
  });
  return { patientId, visits: booked.map((one) => one.visitId) };
}

const logOf = async (patientId: string, visitId: string) => {
  const { messages } = await clerk().call(reminders, 'patientMessages', { patientId, visitId });
  return messages.map(({ kind, state, code }) => [kind, state, code].filter(Boolean).join(' ')).reverse();
};

describe('a series', () => {
  it('is confirmed once, with all of its times; the other visits say why they were not, and each is reminded of', async () => {
    const to = phone();
    const { patientId, visits } = await series(to, '09:00');
    await here.minute();
    expect(textsTo(to)).toHaveLength(1);
    expect(textsTo(to)[0]).toMatch(/10 Maret 2026 pukul 09\.00/);
    expect(textsTo(to)[0]).toMatch(
      /Kunjungan berikutnya dalam rangkaian ini: 17 Mar 2026.* 09\.00.*; 24 Mar 2026.* 09\.00/,
    );
    const [first = '', second = '', third = ''] = visits;
    expect(await logOf(patientId, first)).toEqual(['confirmation accepted']);
    for (const visit of [second, third])
      expect(await logOf(patientId, visit)).toEqual(['confirmation stopped toldWithSeries']);
    await here.minute();
    expect(textsTo(to)).toHaveLength(1);
    await at('2026-03-09T02:00:00Z');
    await at('2026-03-16T02:00:00Z');
    expect(await logOf(patientId, second)).toContain('reminder accepted');
    expect(textsTo(to).at(-1)).toContain('17 Maret 2026');
  });

  it('brings all of its times by e-mail, for the calendar to take in', async () => {
    const { visits } = await series('deret@pasien.test', '11:30');
    await here.minute();
    const mails = here.box.received.filter((one) => one.to.includes('deret@pasien.test'));
    expect(mails).toHaveLength(1);
    const content = mails[0]?.mail.attachments.find((one) =>
      one.mimeType.startsWith('text/calendar'),
    )?.content;
    const text = typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('utf8');
    expect(text).toContain('METHOD:PUBLISH');
    expect(text.match(/UID:[^@]+/g)).toEqual(visits.map((id) => `UID:${id}`));
    expect(text.match(/DTSTART;[^\r\n]*/g)).toEqual(
      ['10', '17', '24'].map((day) => `DTSTART;TZID=Asia/Jakarta:202603${day}T113000`),
    );
  });

  it('tells of one visit that moves or is cancelled afterwards, as of any other', async () => {
    const to = phone();
    const { patientId, visits } = await series(to, '10:00');
    await here.minute();
    const [, second = '', third = ''] = visits;
    const when = { day: '2026-03-18', time: '10:00' };
    await clerk().call(scheduling, 'moveBooking', { visitId: second, when });
    await clerk().call(scheduling, 'cancelBooking', { visitId: third, reason: 'x', askedBy: 'clinic' });
    await here.minute();
    expect(await logOf(patientId, second)).toEqual(['confirmation stopped toldWithSeries', 'moved accepted']);
    expect(await logOf(patientId, third)).toEqual([
      'confirmation stopped toldWithSeries',
      'cancelled accepted',
    ]);
    expect(textsTo(to)).toHaveLength(3);
  });

  it('is told by its next visit when the first is cancelled before anything went out', async () => {
    const to = phone();
    here.clinic.clock.set('2026-03-04T15:00:00Z');
    const { patientId, visits } = await series(to, '11:00');
    await here.minute();
    const [first = '', second = '', third = ''] = visits;
    await clerk().call(scheduling, 'cancelBooking', { visitId: first, reason: 'x', askedBy: 'clinic' });
    await at('2026-03-05T01:00:00Z');
    await here.minute();
    expect(textsTo(to)).toHaveLength(1);
    expect(textsTo(to)[0]).toContain('17 Maret 2026');
    expect(await logOf(patientId, first)).toEqual([]);
    expect(await logOf(patientId, second)).toEqual(['confirmation accepted']);
    expect(await logOf(patientId, third)).toEqual(['confirmation stopped toldWithSeries']);
  });

  it('that waits at the gateway and is cancelled whole is told of by nothing', async () => {
    const to = phone();
    here.gateway.answerWith(503);
    const { patientId, visits } = await series(to, '13:00');
    await here.minute();
    expect(await logOf(patientId, visits[0] ?? '')).toEqual(['confirmation waiting busy']);
    const [visitId = ''] = visits;
    await clerk().call(scheduling, 'cancelSeries', {
      ...{ visitId, scope: 'following', reason: 'x', askedBy: 'clinic' },
    });
    here.gateway.answerWith(202);
    here.clinic.clock.advance(10);
    for (let looks = 0; looks < 3; looks += 1) await here.minute();
    expect(textsTo(to)).toEqual([]);
  });

  it('whose patient cannot be reached asks for one call, not for one a visit', async () => {
    const { patientId } = await series(undefined, '14:00');
    await here.minute();
    const { tasks } = await clerk().call(work, 'listMine', { patientId });
    expect(tasks.map((one) => one.kind)).toEqual(['reminders.notReached']);
  });
});
