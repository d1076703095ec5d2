import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inClinic } from '#platform/server/db/database.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { scheduling } from '../contract.ts';
import {
  type BookingClinic,
  nurse,
  openBookingClinic,
  physician,
  visitTypeNamed,
} from './testing/booking-clinic.ts';

let desk: BookingClinic;
let patients: string[];
beforeAll(async () => {
  desk = await openBookingClinic('US');
  const buffered = {
    bufferBeforeMinutes: 5,
    bufferAfterMinutes: 10,
    bufferOwner: 'both',
    roomKind: 'exam',
  } as const;
  await desk.clinic.as('manager').call(scheduling, 'saveVisitType', visitTypeNamed('buffered', buffered));
  patients = [await desk.patient('A'), await desk.patient('B'), await desk.patient('C')];
});
afterAll(() => desk.close());

/** Pairs of rows of one resource that share an instant, asked in the plainest way there is. */
async function overlappingPairs(): Promise<number> {
  const { rows } = await desk.clinic.inside((ctx) =>
    sql<{ pairs: number }>`
      SELECT count(*)::int AS pairs FROM scheduling_booking a JOIN scheduling_booking b
      ON a.resource_kind = b.resource_kind AND a.resource_id = b.resource_id AND a.appointment_id < b.appointment_id
        AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at`.execute(ctx.db),
  );
  return rows[0]?.pairs ?? -1;
}

const slot = fc.integer({ min: 0, max: 30 });
const step = fc.oneof(
  fc.record({
    act: fc.constant('book' as const),
    slot,
    who: fc.nat(2),
    nurse: fc.boolean(),
    buffered: fc.boolean(),
  }),
  fc.record({ act: fc.constant('move' as const), slot, which: fc.nat(20), nurse: fc.boolean() }),
  fc.record({ act: fc.constant('cancel' as const), which: fc.nat(20) }),
  fc.record({ act: fc.constant('restore' as const), which: fc.nat(20) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

// 08:00 in New York on 2026-03-10 and every ten minutes after it
const at = (n: number) => new Date(Date.parse('2026-03-10T12:00:00Z') + n * 10 * 60_000).toISOString();

async function take(one: Step, made: string[]): Promise<void> {
  const frontDesk = desk.clinic.as('frontDesk');
  if (one.act === 'book') {
    const booked = await frontDesk.call(scheduling, 'bookVisit', {
      patientId: patients[one.who] ?? '',
      visitTypeCode: one.buffered ? 'buffered' : 'follow-up',
      practitionerId: one.nurse ? nurse : physician,
      when: at(one.slot),
    });
    made.push(booked.visitId);
    return;
  }
  const visitId = made[one.which % Math.max(made.length, 1)];
  if (!visitId) return;
  if (one.act === 'cancel') {
    await frontDesk.call(scheduling, 'cancelBooking', { visitId, reason: 'x', askedBy: 'patient' });
  } else if (one.act === 'restore') {
    await frontDesk.call(scheduling, 'restoreBooking', { visitId });
  } else {
    const practitionerId = one.nurse ? nurse : physician;
    await frontDesk.call(scheduling, 'moveBooking', { visitId, when: at(one.slot), practitionerId });
  }
}

describe('whatever is booked, moved, cancelled and taken back', () => {
  it('no resource is ever held twice, and every refusal is one that the contract names', async () => {
    const made: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
        for (const one of steps) {
          try {
            await take(one, made);
          } catch (error) {
            const code = error instanceof Refusal ? error.code : '';
            expect(
              ['timeTaken', 'patientBusy', 'closed', 'notOpen', 'notCancelled'],
              String(error),
            ).toContain(code);
          }
        }
        expect(await overlappingPairs()).toBe(0);
      }),
      { numRuns: 12 },
    );
    expect(made.length).toBeGreaterThan(5);
  });

  it('two users book the same last slot at once: one is booked, the other gets 409 and three others (A2.4)', async () => {
    // the last twenty minutes of the nurse's Wednesday
    const at = { practitionerId: nurse, when: { day: '2026-03-11', time: '15:40' } };
    const results = await Promise.allSettled([desk.book(at), desk.book(at)]);
    const [won, lost] = [
      results.filter((one) => one.status === 'fulfilled'),
      results.filter((one) => one.status === 'rejected'),
    ];
    expect([won.length, lost.length]).toEqual([1, 1]);
    const problem = await desk.clinic.refused(Promise.reject(lost[0]?.reason));
    expect(problem).toMatchObject({ status: 409, code: 'scheduling.timeTaken' });
    const { alternatives } = problem.details as { alternatives: { startsAt: string }[] };
    expect(alternatives.map((one) => one.startsAt)).toEqual([
      '2026-03-11T19:20:00Z',
      '2026-03-11T19:00:00Z',
      '2026-03-11T18:40:00Z',
    ]);
  });

  it('twenty who want one time at once: one gets it, the others a refusal with other times', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => desk.patient(`Racer ${n}`)));
    const results = await Promise.allSettled(
      ids.map((patientId) => desk.book({ patientId, when: { day: '2026-03-12', time: '10:00' } })),
    );
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of results) {
      if (one.status === 'fulfilled') continue;
      expect(one.reason).toMatchObject({ code: 'timeTaken', status: 409 });
      expect(one.reason.details.alternatives).toHaveLength(3);
    }
  });
});

describe('with a hundred thousand bookings', () => {
  beforeAll(async () => {
    const { clinic } = desk;
    await inClinic(clinic.database.db, clinic.clinic.id, async (tx) => {
      await sql`INSERT INTO scheduling_visit SELECT ${clinic.clinic.id}::uuid, 'load-' || n, 'patient-' || (n % 5000),
          'doctor-' || (n % 10), NULL, 'follow-up', 'booked', t, t + interval '20 minutes', '', 0, NULL, false, true, false
        FROM generate_series(1, 100000) n, LATERAL (SELECT timestamptz '2020-01-01' + (n / 10) * interval '20 minutes' AS t) x`.execute(
        tx,
      );
      await sql`INSERT INTO scheduling_booking (clinic_id, appointment_id, resource_kind, resource_id, starts_at, ends_at)
        SELECT clinic_id, visit_id, 'practitioner', practitioner_id, starts_at, ends_at FROM scheduling_visit
        WHERE visit_id LIKE 'load-%'`.execute(tx);
    });
    const { Client } = (await import('pg')).default;
    const owner = new Client({ connectionString: clinic.database.superuserUrl });
    await owner.connect();
    await owner.query('ANALYZE scheduling_visit; ANALYZE scheduling_booking');
    await owner.end();
    // 200,000 rows under an exclusion constraint: a busy machine takes its time
  }, 300_000);

  const plan = async (query: ReturnType<typeof sql>): Promise<string> => {
    const { clinic } = desk;
    const { rows } = await inClinic(clinic.database.db, clinic.clinic.id, (tx) =>
      sql<Record<'QUERY PLAN', string>>`EXPLAIN ${query}`.execute(tx),
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  const range = sql`starts_at >= '2020-03-01T00:00:00Z' AND starts_at < '2020-03-02T00:00:00Z'`;

  it('the day sheet reads one range of an index, as the app role', async () => {
    const clinicId = desk.clinic.clinic.id;
    const text = await plan(
      sql`SELECT * FROM scheduling_visit WHERE clinic_id = ${clinicId} AND ${range} AND ends_at > '2020-03-01T12:00:00Z' ORDER BY starts_at`,
    );
    expect(text).toContain('scheduling_visit_start');
    expect(text).not.toContain('Seq Scan');
  });

  it('free times read one range of a provider’s index', async () => {
    const clinicId = desk.clinic.clinic.id;
    const text = await plan(
      sql`SELECT * FROM scheduling_booking WHERE clinic_id = ${clinicId} AND resource_kind = 'practitioner'
        AND resource_id IN ('doctor-1', 'doctor-2') AND ${range} ORDER BY starts_at`,
    );
    expect(text).toMatch(/scheduling_booking_resource/);
    expect(text).not.toContain('Seq Scan');
  });

  it('one patient’s bookings read her own index', async () => {
    const clinicId = desk.clinic.clinic.id;
    const text = await plan(
      sql`SELECT * FROM scheduling_visit WHERE clinic_id = ${clinicId} AND patient_id = 'patient-7' ORDER BY starts_at DESC LIMIT 200`,
    );
    expect(text).toContain('scheduling_visit_patient');
  });
});

describe('clock changes through the verb', () => {
  it('refuses 02:30 on the night when it does not exist, in words', async () => {
    const skipped = desk.book({ when: { day: '2027-03-14', time: '02:30' }, outsideHours: true });
    const problem = await desk.clinic.refused(skipped);
    expect(problem).toMatchObject({ status: 422, code: 'scheduling.timeSkipped' });
    expect(problem.detail).toContain('3:30 AM');
  });

  it('asks which 01:30 is meant when it comes twice', async () => {
    const twice = await desk.clinic.refused(
      desk.book({ when: { day: '2026-11-01', time: '01:30' }, outsideHours: true }),
    );
    expect(twice).toMatchObject({
      code: 'scheduling.timeTwice',
      details: { choices: ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'] },
    });
  });
});
