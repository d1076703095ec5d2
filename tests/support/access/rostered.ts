import { addDays, weekdayOf } from '#platform/shared/time.ts';
import { roster } from '#slices/roster/contract.ts';
import type { TestClinic } from '../clinic.ts';
import type { Ids } from './patient.ts';

/** The Monday after a day: its shifts lie ahead in every zone. */
export function mondayAfter(day: string): string {
  return addDays(day, 8 - weekdayOf(day));
}

/** A published week of the roster with two people's shifts, a swap that both agree to, and a leave that is asked for. */
export async function rostered(clinic: TestClinic, canary: string, day: string): Promise<Ids> {
  const manager = clinic.as('manager');
  const [clinical, nurse] = [clinic.as('clinical'), clinic.as('nurse')];
  const kind = { code: 'canary', label: { en: canary, id: canary }, breakMinutes: 0, active: true };
  await manager.call(roster, 'saveKind', { ...kind, stretches: [{ from: '08:00', until: '16:00' }] });
  const monday = mondayAfter(day);
  const assign = async (staffId: string, ahead: number) =>
    (await manager.call(roster, 'assign', { day: addDays(monday, ahead), staffId, kind: 'canary' })).shiftId;
  const shiftId = await assign(clinical.actor.id, 1);
  const otherShiftId = await assign(nurse.actor.id, 2);
  await manager.call(roster, 'publish', { monday, evenSo: true });
  const ask = { shiftId, otherId: nurse.actor.id, otherShiftId, note: canary };
  const { swapId } = await clinical.call(roster, 'askSwap', ask);
  await nurse.call(roster, 'answerSwap', { swapId, agree: true });
  const leave = { firstDay: addDays(day, 300), lastDay: addDays(day, 301) };
  await manager.call(roster, 'saveSettings', { ...limits, broken: 'warn', lastPerson: 'warn' });
  const { leaveId } = await nurse.call(roster, 'askLeave', { ...leave, kind: 'sick', note: canary });
  return { shiftId, otherShiftId, swapId, leaveId };
}

/** Minutes of rest and of work, and days off. */
export const limits = {
  ...{ restMinutes: 660, weekMinutes: 2400, dayMinutes: 480, sixDayMinutes: 420, restDays: 1 },
};
