import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMinutes, epochMsOf, instantOf, wallToInstant, Temporal } from '#platform/shared/time.ts';
import { type Cascade, type Kind, nextMove, type Visit } from './cascade.ts';
import { allowedFrom, shifted } from './quiet.ts';

const quiet = { from: '20:00', until: '08:00' };
const rules: Cascade = {
  confirmation: true,
  moved: true,
  cancelled: true,
  before: [
    { unit: 'days', count: 3 },
    { unit: 'days', count: 1 },
    { unit: 'hours', count: 2 },
  ],
  quiet,
};
const jakarta = { visit: 'Asia/Jakarta', patient: 'Asia/Jakarta' };
const at = (day: string, time: string, zone = 'Asia/Jakarta') => {
  const found = wallToInstant(day, time, zone);
  return 'instant' in found ? found.instant : '';
};
const visit = (given: Partial<Visit> = {}): Visit => ({
  createdAt: at('2026-03-02', '10:00'),
  startsAt: at('2026-03-10', '10:00'),
  state: 'open',
  confirmed: false,
  sequence: 0,
  made: [],
  ...given,
});

/** Looks whenever it is told to, as the job does, and writes down what was made when. */
function play(
  start: Visit,
  options: {
    zone?: { visit: string; patient: string };
    rules?: Cascade;
    change?: (at: string, visit: Visit) => Partial<Visit> | undefined;
  } = {},
) {
  const { zone = jakarta, change } = options;
  let now = start.createdAt;
  let state = start;
  const sent: { kind: Kind; at: string; tooLate: boolean }[] = [];
  for (let looks = 0; looks < 60; looks += 1) {
    const changed = change?.(now, state);
    if (changed) state = { ...state, ...changed };
    const move = nextMove(state, options.rules ?? rules, now, zone);
    if (move.make) {
      const { kind, tooLate } = move.make;
      sent.push({ kind, at: now, tooLate });
      state = { ...state, made: [...state.made, { kind, startsAt: state.startsAt, at: now }] };
    }
    if (move.nextAt === undefined) return sent;
    now = move.nextAt;
  }
  throw new Error('it never ends');
}

const told = (sent: { kind: Kind; at: string }[], zone = 'Asia/Jakarta') =>
  sent.map(
    (one) =>
      `${one.kind} ${Temporal.Instant.from(one.at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })}`,
  );

describe('the cascade of reminders', () => {
  it('confirms at once and reminds three days, one day and two hours before', () => {
    expect(told(play(visit()))).toEqual([
      'confirmation 2026-03-02T10:00',
      'reminder 2026-03-07T10:00',
      'reminder 2026-03-09T10:00',
      'reminder 2026-03-10T08:00',
    ]);
  });

  it('counts days by the calendar: the hour stays when the clocks change between', () => {
    const zone = { visit: 'America/New_York', patient: 'America/New_York' };
    const given = visit({
      createdAt: at('2026-03-02', '10:00', zone.visit),
      startsAt: at('2026-03-09', '14:00', zone.visit),
    });
    expect(told(play(given, { zone }), zone.visit)).toContain('reminder 2026-03-06T14:00');
  });

  it('has no step that had passed when it was booked', () => {
    expect(told(play(visit({ createdAt: at('2026-03-09', '15:00') })))).toEqual([
      'confirmation 2026-03-09T15:00',
      'reminder 2026-03-10T08:00',
    ]);
    expect(play(visit({ createdAt: at('2026-03-10', '09:30') }))).toEqual([]);
  });

  it('stops when she confirms, and when it is cancelled, which she is told', () => {
    const confirmed = play(visit(), {
      change: (now) => (now > '2026-03-08' ? { confirmed: true } : undefined),
    });
    expect(told(confirmed)).toHaveLength(2);
    const cancelled = play(visit(), {
      change: (now) => (now > '2026-03-08' ? { state: 'cancelled' } : undefined),
    });
    expect(told(cancelled).at(-1)).toBe('cancelled 2026-03-09T10:00');
  });

  it('moves with the booking, and tells the new time', () => {
    const later = at('2026-03-12', '11:00');
    const sent = play(visit(), {
      change: (now, { startsAt }) =>
        now > '2026-03-07' && startsAt !== later ? { startsAt: later, sequence: 1 } : undefined,
    });
    expect(told(sent)).toEqual([
      'confirmation 2026-03-02T10:00',
      'moved 2026-03-07T10:00',
      'reminder 2026-03-09T11:00',
      'reminder 2026-03-11T11:00',
      'reminder 2026-03-12T09:00',
    ]);
  });

  it('confirms again what was cancelled and taken back', () => {
    const made = [
      { kind: 'confirmation' as const, startsAt: visit().startsAt, at: at('2026-03-02', '10:00') },
      { kind: 'cancelled' as const, startsAt: visit().startsAt, at: at('2026-03-04', '10:00') },
    ];
    const move = nextMove(visit({ made, sequence: 2 }), rules, at('2026-03-05', '10:00'), jakarta);
    expect(move.make?.kind).toBe('confirmation');
  });

  it('sends one, the latest, after a stretch in which nothing ran', () => {
    const made = [{ kind: 'confirmation' as const, startsAt: visit().startsAt, at: visit().createdAt }];
    const move = nextMove(visit({ made }), rules, at('2026-03-09', '18:00'), jakarta);
    expect(move.make?.occasion).toBe(`${visit().startsAt} 0 1 days`);
    const again = [
      ...made,
      { kind: 'reminder' as const, startsAt: visit().startsAt, at: at('2026-03-09', '18:00') },
    ];
    const next = nextMove(visit({ made: again }), rules, at('2026-03-09', '18:00'), jakarta);
    expect(next).toEqual({ nextAt: at('2026-03-10', '08:00') });
  });

  it('does not confirm what another system booked long ago, and reminds of it all the same', () => {
    const move = nextMove(
      visit({ createdAt: '2025-12-01T00:00:00Z' }),
      rules,
      at('2026-03-05', '10:00'),
      jakarta,
    );
    expect(move).toEqual({ nextAt: at('2026-03-07', '10:00') });
  });
});

describe('quiet hours', () => {
  it('are the patient’s own: what is due at night goes out in the morning', () => {
    const startsAt = at('2026-03-10', '21:00');
    expect(told(play(visit({ startsAt })))).toEqual([
      'confirmation 2026-03-02T10:00',
      'reminder 2026-03-08T08:00',
      'reminder 2026-03-10T08:00',
      'reminder 2026-03-10T19:00',
    ]);
    // 10:00 in New York is 07:00 in Los Angeles, where she is
    const zone = { visit: 'America/New_York', patient: 'America/Los_Angeles' };
    const given = visit({
      createdAt: at('2026-01-05', '15:00', zone.visit),
      startsAt: at('2026-01-12', '10:00', zone.visit),
    });
    expect(told(play(given, { zone }), zone.patient)).toEqual([
      'confirmation 2026-01-05T12:00',
      'reminder 2026-01-09T08:00',
      'reminder 2026-01-11T08:00',
      'reminder 2026-01-11T19:45',
    ]);
  });

  it('send before they begin what would come too late after them', () => {
    const startsAt = at('2026-03-10', '08:15');
    expect(told(play(visit({ startsAt }))).at(-1)).toBe('reminder 2026-03-09T19:45');
  });

  it('begin at eight in the evening and end at eight in the morning, half open', () => {
    const zone = 'Asia/Jakarta';
    const from = (time: string) => allowedFrom(at('2026-03-10', time), zone, quiet);
    expect(from('19:59')).toBe(at('2026-03-10', '19:59'));
    expect(from('20:00')).toBe(at('2026-03-11', '08:00'));
    expect(from('07:59')).toBe(at('2026-03-10', '08:00'));
    expect(from('08:00')).toBe(at('2026-03-10', '08:00'));
  });

  it('leave to a person what no hour is left for', () => {
    const late = visit({ createdAt: at('2026-03-09', '22:00'), startsAt: at('2026-03-10', '08:00') });
    expect(play(late)).toEqual([{ kind: 'confirmation', at: late.createdAt, tooLate: true }]);
  });

  it('never drop a message and never let one out, wherever and whenever', () => {
    const zones = [
      'Asia/Jakarta',
      'Asia/Jayapura',
      'America/New_York',
      'America/Anchorage',
      'Pacific/Honolulu',
    ];
    const minutes = (most: number) => fc.integer({ min: 0, max: most });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...zones),
        minutes(400 * 24 * 60),
        fc.integer({ min: 5 * 24 * 60, max: 40 * 24 * 60 }),
        (visitZone, patientZone, bookedAfter, aheadMinutes) => {
          const createdAt = instantOf(epochMsOf('2026-01-01T00:00:00Z') + bookedAfter * 60_000);
          const startsAt = addMinutes(createdAt, aheadMinutes);
          const sent = play(visit({ createdAt, startsAt }), {
            zone: { visit: visitZone, patient: patientZone },
          });
          expect(sent.map((one) => one.kind)).toEqual(['confirmation', 'reminder', 'reminder', 'reminder']);
          for (const one of sent) {
            expect(one.tooLate).toBe(false);
            expect(allowedFrom(one.at, patientZone, quiet)).toBe(one.at);
            expect(epochMsOf(one.at)).toBeLessThanOrEqual(epochMsOf(startsAt) - 30 * 60_000);
          }
        },
      ),
    );
  });

  it('can be none', () => {
    const none = { from: '00:00', until: '00:00' };
    const night = at('2026-03-10', '03:00');
    expect(shifted(night, addMinutes(night, 600), 'Asia/Jakarta', none)).toBe(night);
  });
});
