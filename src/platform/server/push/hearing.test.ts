import { describe, expect, it } from 'vitest';
import type { Actor } from '../actor.ts';
import { heardBy } from './hearing.ts';

const event = { clinicId: 'c', event: 'vitals.criticalFound', payload: '{"patientId":"p"}' };
const types: Record<string, string[]> = { vitals: ['Observation', 'Communication'] };
const typesOf = (slice: string) => types[slice] ?? [];
const staff: Actor = { kind: 'staff', id: 's', name: 'Sari', roles: ['any'], language: 'id' };
const roleWith = (...actions: string[]) => [
  {
    role: 'any',
    label: { en: 'Any', id: 'Apa saja' },
    actions,
    preliminary: false,
    licence: 'none' as const,
  },
];
const client = (...scopes: string[]): Actor => {
  return { kind: 'client', id: 'c', name: 'Lab', roles: [], language: 'en', scopes };
};

describe('a person at the push stream', () => {
  it.each(['vitals.read', 'vitals.*'])(
    'whose job description holds %s hears to whom it happened',
    (action) => {
      expect(heardBy(event, { actor: staff, held: roleWith('records.read', action) }, typesOf)).toBe(
        event.payload,
      );
    },
  );

  it.each(['bookkeeping.*', 'vitalsother.read'])(
    'who holds %s alone hears that something happened, and not to whom',
    (action) => {
      expect(heardBy(event, { actor: staff, held: roleWith(action) }, typesOf)).toBe('{}');
    },
  );

  it('without a job description hears no ids', () => {
    expect(heardBy(event, { actor: staff }, typesOf)).toBe('{}');
  });
});

describe('another system at the push stream', () => {
  it.each([['system/*.r'], ['system/Observation.rs', 'system/Communication.r']])(
    'that may read all that the duty keeps (%s) hears the event',
    (...scopes) => {
      expect(heardBy(event, { actor: client(...scopes) }, typesOf)).toBe(event.payload);
    },
  );

  it.each([['system/Observation.rs'], ['system/Observation.r', 'system/Communication.cu'], []])(
    'that may read a part of it or nothing (%s) does not even hear that there was one',
    (...scopes) => {
      expect(heardBy(event, { actor: client(...scopes) }, typesOf)).toBeUndefined();
    },
  );

  it('hears nothing of a duty that keeps no resources', () => {
    const money = { ...event, event: 'workforce.peopleChanged' };
    expect(heardBy(money, { actor: client('system/*.cruds') }, typesOf)).toBeUndefined();
  });
});
