import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { work } from '#platform/shared/work-contract.ts';
import { roster } from '#slices/roster/contract.ts';

/** The week of the tests' Monday, 2026-03-09 09:00, and the one after. */
export const thisMonday = '2026-03-09';
export const nextMonday = '2026-03-16';

export interface RosterClinic {
  clinic: TestClinic;
  /** Id of the person of a role. */
  id(role: string): string;
  /** Enters a shift as the manager. */
  assign(role: string, day: string, kind: string, reason?: string): Promise<string>;
  publish(monday: string): Promise<void>;
  /** Asks for leave as the person of a role. */
  askLeave(role: string, firstDay: string, lastDay?: string, more?: object): Promise<string>;
  decide(leaveId: string, approve: boolean, more?: object): Promise<unknown>;
  /** Titles of what waits for a person. */
  tasksOf(role: string, language?: 'en' | 'id'): Promise<string[]>;
}

export async function openRosterClinic(country: 'ID' | 'US' = 'ID'): Promise<RosterClinic> {
  const clinic = await openTestClinic({ country });
  const manager = clinic.as('manager');
  const id = (role: string) => clinic.as(role).actor.id;
  return {
    ...{ clinic, id },
    async assign(role, day, kind, reason) {
      const input = { day, staffId: id(role), kind, ...(reason && { reason }) };
      return (await manager.call(roster, 'assign', input)).shiftId;
    },
    async publish(monday) {
      await manager.call(roster, 'publish', { monday, evenSo: true });
    },
    async askLeave(role, firstDay, lastDay = firstDay, more = {}) {
      const input = { kind: 'annual' as const, firstDay, lastDay, note: 'mudik', ...more };
      return (await clinic.as(role).call(roster, 'askLeave', input)).leaveId;
    },
    decide: (leaveId, approve, more = {}) =>
      manager.call(roster, 'decideLeave', { leaveId, approve, reason: 'sudah diatur', ...more }),
    async tasksOf(role, language = 'en') {
      const { tasks } = await clinic.as(role).call(work, 'listMine', {}, { language });
      return tasks.filter((one) => one.kind.startsWith('roster.')).map((one) => one.title);
    },
  };
}
