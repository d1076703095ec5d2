import type { Appointment } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parts } from '../shared/rules.ts';
import { readWish, type Waited, writeWish } from './entry-codec.ts';

const blank: Appointment = { resourceType: 'Appointment', status: 'waitlist', participant: [] };
const day = fc.constantFrom('2026-03-01', '2026-03-10', '2027-02-28');
const id = fc.uuid();
const words = fc.string({ maxLength: 40 });
const waited: fc.Arbitrary<Waited> = fc.record({
  ...{ patientId: id, visitTypeCode: fc.constantFrom('follow-up', 'procedure') },
  ...{ practitionerId: fc.option(id), fromDay: day, toDay: fc.option(day), parts: fc.subarray([...parts]) },
  ...{ weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]), noticeMinutes: fc.nat(20_160) },
  ...{ priority: fc.integer({ min: 1, max: 3 }), priorityReason: words, expiresOn: fc.option(day) },
  ...{ keepsVisitId: fc.option(id), note: words },
});

it('what somebody waits for comes back out of its Appointment', () => {
  fc.assert(
    fc.property(waited, (wish) => {
      expect(readWish(writeWish(blank, wish, 'Follow-up'), '2026-01-01', 'Asia/Jakarta')).toEqual(wish);
    }),
  );
});

it('writing another wish leaves nothing of the one before, and what is not ours as it was', () => {
  const theirs = { url: 'https://other.test/x', valueString: 'kept' };
  fc.assert(
    fc.property(waited, waited, (first, second) => {
      const before = writeWish({ ...blank, extension: [theirs] }, first, 'Follow-up');
      const after = writeWish(before, second, 'Follow-up');
      expect(readWish(after, '2026-01-01', 'Asia/Jakarta')).toEqual(second);
      expect(after.extension).toContainEqual(theirs);
    }),
  );
});

it('an Appointment that names no patient or no visit type of ours is no entry', () => {
  expect(readWish(blank, '2026-01-01', 'Asia/Jakarta')).toBeUndefined();
});

it('a month that another system wrote is its days, and a notice below nothing is none', () => {
  const wish: Waited = {
    ...{
      patientId: 'p',
      visitTypeCode: 'follow-up',
      practitionerId: null,
      fromDay: '2026-03-01',
      toDay: null,
    },
    ...{ parts: [], weekdays: [], noticeMinutes: -5, priority: 3, priorityReason: '', expiresOn: '2026-06' },
    ...{ keepsVisitId: null, note: '' },
  };
  const theirs = {
    ...writeWish(blank, wish, 'Follow-up'),
    requestedPeriod: [{ start: '2026-04', end: '2026-04' }],
  };
  expect(readWish(theirs, '2026-01-01', 'Asia/Jakarta')).toMatchObject({
    ...{ fromDay: '2026-04-01', toDay: '2026-04-30', expiresOn: '2026-06-30', noticeMinutes: 0 },
  });
});
