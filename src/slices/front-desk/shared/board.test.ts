import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBoardOrder, isLegalMove, lateMinutes, type Standing } from './board.ts';
import { nameAlerts } from './name-alert.ts';
import { mainSteps, priorities, type Step, steps } from './steps.ts';

const at = (time: string) => `2026-03-09T${time}:00Z`;
const now = at('10:00');

function visit(id: string, given: Partial<Standing> & { arrived?: string }): Standing & { id: string } {
  const { arrived, ...rest } = given;
  return {
    id,
    step: 'waiting',
    priority: 'routine',
    walkIn: false,
    stamps: arrived ? { arrived } : {},
    ...rest,
  };
}

describe('the order of the board', () => {
  it('is emergency, urgent, booked and on time, then walk-ins and late comers by arrival', () => {
    const visits = [
      visit('walk-in 9:00', { walkIn: true, arrived: at('09:00') }),
      visit('late', { scheduledAt: at('08:30'), arrived: at('08:50') }),
      visit('booked 9:30', { scheduledAt: at('09:30'), arrived: at('09:20') }),
      visit('booked 9:10', { scheduledAt: at('09:10'), arrived: at('09:22') }),
      visit('urgent', { priority: 'urgent', walkIn: true, arrived: at('09:40') }),
      visit('emergency', { priority: 'emergency', walkIn: true, arrived: at('09:55') }),
      visit('coming', { step: 'expected', scheduledAt: at('09:00') }),
      visit('gone', { step: 'left', scheduledAt: at('08:00'), arrived: at('08:00') }),
    ];
    expect(inBoardOrder(visits, now, 15).map((one) => one.id)).toEqual([
      'emergency',
      'urgent',
      'booked 9:10',
      'booked 9:30',
      'late',
      'walk-in 9:00',
      'coming',
      'gone',
    ]);
  });

  it('never lets first come overtake a red flag', () => {
    const anybody = fc.record({
      priority: fc.constantFrom(...priorities),
      walkIn: fc.boolean(),
      minute: fc.integer({ min: 10, max: 59 }),
    });
    fc.assert(
      fc.property(fc.array(anybody), (people) => {
        const visits = people.map((one, id) =>
          visit(String(id), { ...one, arrived: at(`09:${one.minute}`) }),
        );
        const ranks = inBoardOrder(visits, now, 15).map((one) => priorities.indexOf(one.priority));
        return ranks.every((rank, place) => place === 0 || rank >= (ranks[place - 1] ?? 0));
      }),
    );
  });
});

describe('lateness', () => {
  it('begins after the limit, for who comes late and for who has not come', () => {
    const booked = { scheduledAt: at('09:00') };
    expect(lateMinutes(visit('a', { ...booked, arrived: at('09:15') }), now, 15)).toBeUndefined();
    expect(lateMinutes(visit('b', { ...booked, arrived: at('09:16') }), now, 15)).toBe(16);
    expect(lateMinutes(visit('c', { ...booked, step: 'expected' }), now, 15)).toBe(60);
    expect(lateMinutes(visit('d', { ...booked, step: 'cancelled' }), now, 15)).toBeUndefined();
  });
});

describe('legal moves', () => {
  const from = (
    step: Step,
    more: Partial<{ priority: 'emergency' | 'routine'; checkedIn: boolean }> = {},
  ) => {
    return { step, priority: 'routine' as const, checkedIn: true, ...more };
  };
  it.each<[string, ReturnType<typeof from>, Step, boolean]>([
    ['from the lobby to a room', from('waiting'), 'roomed', true],
    [
      'from the lobby straight to the doctor, where there is no kajian awal',
      from('waiting'),
      'withProvider',
      true,
    ],
    ['back to the lobby because the room is needed', from('roomed'), 'waiting', true],
    ['from the lobby out of the house', from('waiting'), 'left', false],
    ['to the lobby without checking in', from('registering', { checkedIn: false }), 'waiting', false],
    [
      'an emergency to a room before any paper',
      from('arrived', { checkedIn: false, priority: 'emergency' }),
      'roomed',
      true,
    ],
    ['not yet here to a room', from('expected'), 'roomed', false],
    ['an ended visit anywhere', from('left'), 'checkout', false],
    ['back to expected', from('arrived', { checkedIn: false }), 'expected', false],
  ])('%s', (_, visitor, to, legal) => {
    expect(isLegalMove(visitor, to)).toBe(legal);
  });

  it('never moves an ended visit, and never to the lobby unregistered', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...steps),
        fc.constantFrom(...mainSteps),
        fc.boolean(),
        (step, to, checkedIn) => {
          const legal = isLegalMove({ step, priority: 'routine', checkedIn }, to);
          if (step === to) return legal;
          if (['left', 'leftUnseen', 'noShow', 'cancelled'].includes(step)) return !legal;
          return checkedIn || to !== 'waiting' || !legal;
        },
      ),
    );
  });
});

describe('name alerts', () => {
  it('are for two people of the same last name, single names included, and not for one who comes twice', () => {
    const people = [
      { id: '1', name: 'Budi Santoso' },
      { id: '2', name: 'Dr. Ani Santoso, Sp.A' },
      { id: '3', name: 'Suharto' },
      { id: '3', name: 'Suharto' },
      { id: '4', name: 'Siti Aminah' },
    ];
    expect([...nameAlerts(people)]).toEqual(['1', '2']);
  });
});
