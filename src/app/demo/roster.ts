import { addDays, instantOf, weekdayOf, zonedDay } from '#platform/shared/time.ts';
import { roster } from '#slices/roster/contract.ts';
import { demoClinics } from './clinics.ts';
import type { Stage } from './stage.ts';

/** Who works which kind of shift on which weekdays, 1 Monday. */
type Plan = readonly (readonly [login: string, kind: string, weekdays: readonly number[]])[];

const weekdays = [1, 2, 3, 4, 5];
const sixDays = [1, 2, 3, 4, 5, 6];

const plans: Record<'US' | 'ID', Plan> = {
  US: [
    ['frontdesk', 'morning', weekdays],
    ['clinical', 'day', weekdays],
    ['assistant', 'afternoon', [2, 3, 4, 5, 6]],
    ['nurse', 'day', [1, 2, 4, 5]],
    ['nurse', 'morning', [7]],
    ['physician', 'day', weekdays],
    ['physician2', 'split', [2, 4, 6]],
    ['manager', 'day', weekdays],
  ],
  ID: [
    ['frontdesk', 'morning', sixDays],
    ['clinical', 'morning', [1, 2, 3]],
    ['clinical', 'afternoon', [4, 5, 6]],
    ['assistant', 'afternoon', sixDays],
    ['nurse', 'afternoon', [1, 2, 3]],
    ['nurse', 'morning', [5, 6, 7]],
    ['physician', 'morning', weekdays],
    ['physician2', 'afternoon', sixDays],
    ['manager', 'morning', sixDays],
  ],
};

/**
 * The duty roster of this week, published by the manager, and a leave that waits for her. A week that is published
 * already stays as it is.
 */
export async function layRoster({ play, clinic }: Stage, nowMs: number): Promise<void> {
  const demo = demoClinics.find((one) => one.slug === clinic.slug);
  if (!demo) return;
  const today = zonedDay(instantOf(nowMs), clinic.zone);
  const { monday, days, published, people } = await play('manager', nowMs, roster, 'week', { day: today });
  if (published) return;
  for (const [login, kind, on] of plans[demo.country]) {
    const name = demo.people.find((one) => one.login === login)?.name;
    const staffId = people.find((one) => one.name === name && one.here)?.staffId;
    if (!staffId) continue;
    for (const day of days.filter((one) => on.includes(weekdayOf(one)))) {
      // her day may be planned already, or be one of leave: people of a demo clinic change it as they like
      await play('manager', nowMs, roster, 'assign', { day, staffId, kind }).catch(() => undefined);
    }
  }
  await play('manager', nowMs, roster, 'publish', { monday, evenSo: true });
  const leave = {
    ...{ kind: 'annual' as const, firstDay: addDays(monday, 9), lastDay: addDays(monday, 10) },
    note: demo.language === 'id' ? 'Acara keluarga' : 'Family visit',
  };
  await play('assistant', nowMs, roster, 'askLeave', leave).catch(() => undefined);
}
