import { sql } from 'kysely';
import { addDays } from '#platform/shared/time.ts';
import { roster } from '#slices/roster/contract.ts';
import { slice } from '#slices/roster/server/index.ts';
import { mustRefuse } from './call.ts';
import { of } from './patient.ts';
import { mondayAfter } from './rostered.ts';
import type { Ground } from './verb-matrix.ts';

/** Whose a shift and a leave is decides what becomes of it; nobody decides on her own, and a draft is nobody's yet. */
export async function tryRoster(ground: Ground): Promise<void> {
  await tryOwn(ground);
  await tryDrafts(ground);
  await tryLeave(ground);
  await tryLeavers(ground);
}

/** What another asked for is not in her lists; her own leave and swap are another manager's to decide. */
async function tryOwn(ground: Ground): Promise<void> {
  const { clinic, own, day } = ground.world;
  const [manager, student, nurse] = [clinic.as('manager'), clinic.as('student'), clinic.as('nurse')];
  const { leaves } = await student.call(roster, 'myLeave', {});
  const { swaps } = await student.call(roster, 'mySwaps', {});
  const { shifts } = await student.call(roster, 'mine', {});
  if (leaves.length + swaps.length + shifts.length > 0)
    ground.findings.fault('roster: a student is told of another’s leave, swap or shift');
  // neither are another's days in the way of hers, nor another's shift hers to give away
  await student.call(roster, 'askLeave', {
    ...{ kind: 'sick', firstDay: addDays(day, 300), lastDay: addDays(day, 301), note: '' },
  });
  const given = {
    shiftId: of(own, 'shiftId'),
    otherId: nurse.actor.id,
    otherShiftId: of(own, 'otherShiftId'),
  };
  await mustRefuse(ground, student.call(roster, 'askSwap', given), 'roster.notYours');
  const span = { firstDay: addDays(day, 200), lastDay: addDays(day, 201), note: '' };
  const { leaveId } = await manager.call(roster, 'askLeave', { ...span, kind: 'annual' });
  await mustRefuse(
    ground,
    manager.call(roster, 'decideLeave', { leaveId, approve: true }),
    'roster.ownLeave',
  );
  // a swap in which the manager has a part
  const monday = addDays(mondayAfter(day), 7);
  const assign = async (staffId: string, ahead: number) =>
    (await manager.call(roster, 'assign', { day: addDays(monday, ahead), staffId, kind: 'canary' })).shiftId;
  const shiftId = await assign(manager.actor.id, 1);
  await mustRefuse(
    ground,
    manager.call(roster, 'askSwap', { shiftId, otherId: nurse.actor.id }),
    'roster.shiftMissing',
  );
  const hers = await assign(nurse.actor.id, 2);
  await manager.call(roster, 'publish', { monday, evenSo: true });
  const theirs = of(own, 'otherShiftId');
  const notHers = { shiftId, otherId: student.actor.id, otherShiftId: theirs };
  await mustRefuse(ground, manager.call(roster, 'askSwap', notHers), 'roster.shiftMissing');
  const { people } = await manager.call(roster, 'swapChoices', { shiftId });
  const offered = (staffId: string) => people.find((one) => one.staffId === staffId)?.shifts.length ?? 0;
  if (offered(student.actor.id) > 0) ground.findings.fault('roster.swapChoices: offers shifts of another');
  const asked = { shiftId, otherId: nurse.actor.id, otherShiftId: hers };
  const { swapId } = await manager.call(roster, 'askSwap', asked);
  await nurse.call(roster, 'answerSwap', { swapId, agree: true });
  await mustRefuse(ground, manager.call(roster, 'decideSwap', { swapId, approve: true }), 'roster.ownSwap');
}

/** A draft is shown to who plans, and to nobody else. */
async function tryDrafts(ground: Ground): Promise<void> {
  const { clinic, day } = ground.world;
  const [manager, student] = [clinic.as('manager'), clinic.as('student')];
  const draft = addDays(mondayAfter(day), 15);
  await manager.call(roster, 'assign', { day: draft, staffId: student.actor.id, kind: 'canary' });
  const { shifts } = await student.call(roster, 'mine', {});
  const { shifts: seen } = await student.call(roster, 'week', { day: draft });
  if (shifts.length + seen.length > 0) ground.findings.fault('roster: a draft is shown to her');
}

/** The leave of one takes no shift of another, and is in nobody else's line. */
async function tryLeave(ground: Ground): Promise<void> {
  const { clinic, day } = ground.world;
  const [manager, assistant, nurse] = [clinic.as('manager'), clinic.as('assistant'), clinic.as('nurse')];
  const monday = addDays(mondayAfter(day), 21);
  const first = addDays(monday, 1);
  const assign = (staffId: string) => manager.call(roster, 'assign', { day: first, staffId, kind: 'canary' });
  const { shiftId } = await assign(assistant.actor.id);
  await assign(nurse.actor.id);
  await manager.call(roster, 'publish', { monday, evenSo: true });
  const asked = { kind: 'sick' as const, firstDay: first, lastDay: first, note: '' };
  const { leaveId } = await nurse.call(roster, 'askLeave', asked);
  const impact = await manager.call(roster, 'leaveImpact', { leaveId });
  if (impact.shifts.some((one) => one.staffId !== nurse.actor.id))
    ground.findings.fault('roster.leaveImpact: a leave touches another’s shift');
  await manager.call(roster, 'decideLeave', { leaveId, approve: true, evenSo: true });
  const { people, shifts } = await manager.call(roster, 'week', { day: first });
  const line = people.find((one) => one.staffId === assistant.actor.id);
  if ((line?.away.length ?? 0) > 0) ground.findings.fault('roster.week: another’s leave is in her line');
  const hers = shifts.find((one) => one.staffId === assistant.actor.id && one.day === first);
  if (hers?.away !== 'none') ground.findings.fault('roster.week: another’s leave takes her shift');
  const minutes = people.find((one) => one.staffId === nurse.actor.id)?.minutes;
  if (minutes !== 0) ground.findings.fault(`roster.week: ${minutes} minutes are worked on a day of leave`);
  // she may be given another on that day, since the leave is not hers
  const other = { day: addDays(first, 1), staffId: assistant.actor.id, kind: 'canary', reason: 'asked for' };
  await manager.call(roster, 'assign', other);
  await manager.call(roster, 'assign', { ...other, staffId: nurse.actor.id });
  const nursesDuty = await dutyCount(ground, nurse.actor.id);
  // written anew from that day on
  const same = { shiftId, staffId: assistant.actor.id, kind: 'canary', reason: 'asked for' };
  await manager.call(roster, 'changeShift', same);
  if ((await dutyCount(ground, nurse.actor.id)) !== nursesDuty || nursesDuty === 0)
    ground.findings.fault('roster.changeShift: takes another off duty');
  const { rows } = await clinic.inside(({ db }) =>
    sql<{ count: number }>`SELECT count(*)::int AS count FROM scope_duty
      WHERE staff_id = ${assistant.actor.id} AND from_at >= ${`${monday}T00:00:00Z`}::timestamptz`.execute(
      db,
    ),
  );
  if (rows[0]?.count !== 2)
    ground.findings.fault(`roster: she is on duty ${rows[0]?.count} times, not twice`);
  const reason = 'asked for';
  const again = (staffId: string) =>
    manager.call(roster, 'assign', { day: first, staffId, kind: 'canary', reason });
  await mustRefuse(ground, again(nurse.actor.id), 'roster.onLeave');
  await again(clinic.as('student').actor.id);
  await mustRefuse(ground, again(assistant.actor.id), 'roster.overlaps');
}

/** Of who leaves the shifts fall free, and of nobody else. */
async function tryLeavers(ground: Ground): Promise<void> {
  const { clinic, own, canary, day } = ground.world;
  const manager = clinic.as('manager');
  const monday = addDays(mondayAfter(day), 28);
  const assign = (staffId: string, ahead: number) =>
    manager.call(roster, 'assign', { day: addDays(monday, ahead), staffId, kind: 'canary' });
  const [leaver, stays] = [of(own, 'staffId'), clinic.as('assistant').actor.id];
  await assign(leaver, 1);
  await assign(stays, 2);
  await clinic.inside(async (ctx) => {
    await sql`UPDATE identity_staff SET status = 'disabled' WHERE id = ${leaver}`.execute(ctx.db);
    await slice.jobs?.find((one) => one.name === 'roster.freeLeavers')?.run(ctx);
  });
  const { shifts } = await manager.call(roster, 'week', { day: monday });
  const free = shifts.filter((one) => one.staffId === null).map((one) => one.day);
  if (free.join() !== addDays(monday, 1)) ground.findings.fault(`roster: ${free.join()} fell free`);
  const { paperId } = await manager.call(roster, 'printWeek', { day: monday });
  const { rows } = await clinic.inside(({ db }) =>
    sql<{ body: string }>`SELECT content::text AS body FROM print_paper WHERE id = ${paperId}`.execute(db),
  );
  // each shift stands once: in the line of what is free, or of whose it is
  const cells = (rows[0]?.body.split(`${canary}\\n`).length ?? 0) - 1;
  if (cells !== 2) ground.findings.fault(`roster.printWeek: ${cells} shifts, not 2`);
  const { leaves } = await manager.call(roster, 'leaves', {});
  if (leaves.find((one) => one.leaveId === own.leaveId)?.state !== 'asked')
    ground.findings.fault('roster: who leaves takes another’s request along');
}

async function dutyCount({ world }: Ground, staffId: string): Promise<number> {
  const { rows } = await world.clinic.inside(({ db }) =>
    sql<{ count: number }>`SELECT count(*)::int AS count FROM scope_duty WHERE staff_id = ${staffId}`.execute(
      db,
    ),
  );
  return rows[0]?.count ?? 0;
}
