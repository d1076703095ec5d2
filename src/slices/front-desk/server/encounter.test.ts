import type { Encounter } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { entriesOf, newEncounter, writeStep } from './encounter.ts';

test('a step does not lie before the one that it follows, whatever the clock was set to meanwhile', () => {
  const encounter: Encounter = { resourceType: 'Encounter', status: 'arrived', class: { code: 'AMB' } };
  const by = { display: 'Sari' };
  writeStep(encounter, { step: 'arrived', at: '2026-03-09T02:10:00.000Z', by });
  writeStep(encounter, { step: 'withProvider', at: '2026-03-09T01:10:00.000Z', by });
  writeStep(encounter, { step: 'left', at: '2026-03-09T02:30:00.000Z', by });
  expect(entriesOf(encounter).map((entry) => entry.at)).toEqual([
    '2026-03-09T02:10:00.000Z',
    '2026-03-09T02:10:00.000Z',
    '2026-03-09T02:30:00.000Z',
  ]);
  for (const { period } of encounter.statusHistory ?? [])
    expect(Date.parse(period.end ?? '9999-12-31T00:00:00Z')).toBeGreaterThanOrEqual(
      Date.parse(period.start ?? ''),
    );
});

test('a visit begins with its first step, not with what is noted of it before', () => {
  const encounter = newEncounter({
    ...{ visitId: 'v', patientId: 'p', practitionerId: undefined, practitionerName: undefined },
    ...{ visitType: undefined, reason: '', walkIn: false, priority: 'routine', booked: true },
  });
  expect(encounter.period).toBeUndefined();
  const by = { display: 'Sari' };
  writeStep(encounter, { step: 'arrived', at: '2026-03-12T02:10:00.000Z', by });
  writeStep(encounter, { step: 'waiting', at: '2026-03-12T02:20:00.000Z', by });
  expect(encounter.period).toEqual({ start: '2026-03-12T02:10:00.000Z' });
  writeStep(encounter, { step: 'left', at: '2026-03-12T02:50:00.000Z', by });
  expect(encounter.period).toEqual({ start: '2026-03-12T02:10:00.000Z', end: '2026-03-12T02:50:00.000Z' });
});
