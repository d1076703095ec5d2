import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { records } from '#slices/records/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { movingIn } from '../contract.ts';

let clinic: TestClinic;
let provider = '';
let patientId = '';
let recordNumber = '';
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  clinic.clock.set('2026-03-05T14:00:00Z');
  await manager().call(scheduling, 'saveVisitType', {
    ...{ code: 'follow-up', labelEn: 'Follow-up', labelId: 'Kontrol', durationMinutes: 20 },
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner', patients: 'any' },
    ...{ colour: 'blue', prepEn: '', prepId: '', practitionerIds: [], roomKind: null, active: true },
  });
  const { providers } = await manager().call(scheduling, 'setup', {});
  provider = providers.find(({ practitionerId }) => practitionerId === 'practitioner-physician')?.name ?? '';
  const { patient } = await clinic.as('frontDesk').call(records, 'registerPatient', {
    ...{ name: 'Grace Hopper', familyName: 'Hopper', birthDate: '1976-12-09', sex: 'female' },
  });
  patientId = patient.id;
  recordNumber = patient.recordNumber;
});
afterAll(() => clinic.close());

const manager = () => clinic.as('manager');

async function all(verb: 'checkRows' | 'takeRows' | 'takeBack', importId: string) {
  for (;;) {
    const progress = await manager().call(movingIn, verb, { importId });
    if (progress.finished) return progress.counts;
  }
}

async function open(lines: string[], head = 'Patient Name,DOB,Date,Time,Provider,Type') {
  const { importId } = await manager().call(movingIn, 'openFile', {
    kind: 'appointments',
    fileName: 'appts.csv',
  });
  const bytes = Buffer.from(`${head}\n${lines.join('\n')}\n`).toString('base64');
  await manager().call(movingIn, 'addPart', { importId, place: 0, bytes });
  await manager().call(movingIn, 'readFile', { importId });
  return { importId, counts: await all('checkRows', importId) };
}

const grace = (when: string, type = 'Follow-up') => `Grace Hopper,1976-12-09,${when},${provider},${type}`;

async function reasons(importId: string, state: 'error' | 'stored') {
  const { rows } = await manager().call(movingIn, 'rows', { importId, states: [state] });
  return rows.map(({ problems }) => problems[0]?.words);
}

const coming = async () =>
  (await clinic.as('frontDesk').call(scheduling, 'patientVisits', { patientId })).coming;

describe('bringing future appointments in', () => {
  it('keeps wall-clock times over the change of the clocks, and refuses those that do not exist or come twice (A2.2)', async () => {
    const { importId, counts } = await open([
      grace('2026-03-06,9:00 AM'),
      grace('2026-03-13,09.00'),
      grace('2026-03-08,02:30'),
      grace('2026-11-01,1:30 AM'),
    ]);
    expect(counts).toEqual({ good: 2, error: 2 });
    await all('takeRows', importId);
    expect((await coming()).map(({ startsAt }) => Date.parse(startsAt))).toEqual([
      Date.parse('2026-03-06T14:00Z'),
      Date.parse('2026-03-13T13:00Z'),
    ]);
    expect(await reasons(importId, 'error')).toEqual([
      'The clocks are put forward that night: this time does not exist.',
      'The clocks are put back that night: this time comes twice. Book it at the desk.',
    ]);
    expect(await all('takeBack', importId)).toEqual({ takenBack: 2, error: 2 });
    expect(await coming()).toEqual([]);
  });

  it('stores what clashes without its time, says so, and lists it for review', async () => {
    const other = await clinic.as('frontDesk').call(records, 'registerPatient', {
      ...{ name: 'Alan Turing', familyName: 'Turing', birthDate: '1972-06-23', sex: 'male' },
    });
    const { importId } = await open(
      [
        `${recordNumber},Grace Hopper,3/16/2026 10:00 AM,${provider},follow-up`,
        `${other.patient.recordNumber},Turing,3/16/2026 10:10 AM,${provider},follow-up`,
      ],
      'MRN,Patient,Start,Provider,Visit Type',
    );
    expect(await all('takeRows', importId)).toEqual({ stored: 2 });
    expect(await reasons(importId, 'stored')).toEqual([
      undefined,
      'It clashes with another appointment: it is in without holding its time, and listed for review under Calendar.',
    ]);
    const { bookings } = await manager().call(scheduling, 'forReview', {});
    expect(bookings.map((one) => one.patientName)).toEqual(['Alan Turing']);
  });

  it('says of each row what keeps it out', async () => {
    const { importId, counts } = await open([
      grace('2026-03-04,09:00'),
      grace('2026-04-01,25:00'),
      grace('2026-04-01,09:00', 'Surgery'),
      `Nobody Known,1990-01-01,2026-04-01,09:00,${provider},Follow-up`,
      'Grace Hopper,1976-12-09,2026-04-01,09:00,Dr. Nobody,Follow-up',
      grace('2026-03-16,10:00'),
      grace('2026-04-02,09:00'),
      grace('2026-04-02,09:00'),
    ]);
    expect(counts).toEqual({ error: 7, good: 1 });
    expect(await reasons(importId, 'error')).toEqual([
      'It is over. Only future appointments go in.',
      'This is no time of day.',
      'There is no such visit type here. Set it up under Calendar settings, or write the name of one that there is.',
      'There is no such patient here. Bring the patients in first.',
      'Nobody here who gives appointments is called so.',
      'This appointment is here already.',
      'Line 8 of this file is about the same.',
    ]);
  });

  it('leaves an appointment that was changed since where it is', async () => {
    const { importId } = await open([grace('2026-05-04,09:00'), grace('2026-05-05,09:00')]);
    await all('takeRows', importId);
    const visit = (await coming()).find(({ day }) => day === '2026-05-04');
    await clinic.as('frontDesk').call(scheduling, 'moveBooking', {
      visitId: visit?.visitId ?? '',
      when: { day: '2026-05-04', time: '11:00' },
    });
    expect(await all('takeBack', importId)).toEqual({ takenBack: 1, kept: 1 });
    expect((await coming()).map(({ day }) => day)).toContain('2026-05-04');
    expect((await coming()).map(({ day }) => day)).not.toContain('2026-05-05');
  });
});
