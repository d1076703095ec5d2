import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predictedStarts, type Queued } from './predict.ts';

const at = (time: string) => `2026-03-09T${time}:00Z`;
const visit = (visitId: string, given: Partial<Queued> = {}): Queued => ({
  visitId,
  practitionerId: 'ayu',
  step: 'waiting',
  since: at('09:00'),
  stamps: {},
  priority: 'routine',
  ...given,
});
const usual = () => 20;
const times = (visits: Queued[], now = at('09:00')) =>
  Object.fromEntries(predictedStarts(visits, now, usual));

describe('the predicted start', () => {
  it('goes by the median of today with that provider, after whoever is inside', () => {
    const seen = (withProvider: string, checkout: string) =>
      visit('out', { step: 'left', stamps: { withProvider: at(withProvider), checkout: at(checkout) } });
    const inside = visit('inside', { step: 'withProvider', since: at('08:55') });
    // 10 and 20 minutes: the median is 15, so the room is free at 09:10
    expect(times([seen('08:00', '08:10'), seen('08:20', '08:40'), inside, visit('a'), visit('b')])).toEqual({
      a: at('09:10'),
      b: at('09:25'),
    });
  });

  it('is never before the booked time, and takes the visit’s usual length while nobody was seen', () => {
    expect(times([visit('a', { scheduledAt: at('09:30') }), visit('b')])).toEqual({
      a: at('09:30'),
      b: at('09:50'),
    });
  });

  it('puts a red flag first, then who is nearest to the provider', () => {
    const flagged = visit('urgent', { priority: 'urgent' });
    expect(times([visit('lobby'), visit('ready', { step: 'ready' }), flagged])).toEqual({
      urgent: at('09:00'),
      ready: at('09:20'),
      lobby: at('09:40'),
    });
  });

  it('rounds up to five minutes, and says nothing of who has no provider, is not here or is done', () => {
    const nobodys = visit('x', { practitionerId: undefined });
    const others = [visit('e', { step: 'expected' }), visit('l', { step: 'left' }), nobodys];
    expect(times([visit('a'), ...others], at('09:01'))).toEqual({ a: at('09:05') });
  });

  it('never goes back from one patient of a provider to the next', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 60 }),
        (minutes, length) => {
          const visits = minutes.map((minute, index) =>
            visit(`${index}`, { scheduledAt: at(`09:${String(minute).padStart(2, '0')}`) }),
          );
          const starts = [...predictedStarts(visits, at('09:00'), () => length).values()];
          return starts.every((start, index) => index === 0 || start >= (starts[index - 1] ?? ''));
        },
      ),
    );
  });
});
