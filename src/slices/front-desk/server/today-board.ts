import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { addMinutes, epochMsOf, minutesBetween } from '#platform/shared/time.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { BoardRow, frontDesk, NextAct, Settings, VisitCall, VisitState } from '../contract.ts';
import { inBoardOrder, isInRoom, lateMinutes, waitsTooLong } from '../shared/board.ts';
import { nameAlerts } from '../shared/name-alert.ts';
import { nextActs } from '../shared/next-acts.ts';
import { isClosed, isHere } from '../shared/steps.ts';
import type { VisitMark } from '../shared/marks.ts';
import { needMarksOf } from '../shared/need-marks.ts';
import { waitsOf } from '../shared/waits.ts';
import { alertLevels } from './alerts.ts';
import { type BoardNames, namesFor } from './board-names.ts';
import { type OpenCall, openCalls } from './calls.ts';
import { marksOf } from './marks.ts';
import { proposeRoom, takenRooms } from './rooms.ts';
import { loadSettings, loadSteps, type StepNames } from './settings.ts';
import { stateOf, todayOf, visitsOfDay } from './visits.ts';

/** Minutes after the booked start from which a no-show may be said; scheduling's verb decides. */
const graceMinutes = 15;

export interface BoardParts {
  ctx: Context;
  settings: Settings;
  steps: StepNames;
  names: BoardNames;
  cards: Map<string, PatientCard>;
  alerts: Set<string>;
  taken: Set<string>;
  calls: Map<string, OpenCall>;
  redFlags: Map<string, 'emergency' | 'urgent'>;
  needs: Map<string, BoardRow['needs']>;
  marks: Map<string, VisitMark[]>;
}

/**
 * The day: one read of its visits, and one of each kind of name, however many visits there are. What does not wait for
 * another answer is asked together.
 */
export const todayBoard: Verb<typeof frontDesk, 'todayBoard'> = async (ctx, input) => {
  const day = input.day ?? todayOf(ctx);
  const [rows, settings, steps, calls, redFlags] = await Promise.all([
    visitsOfDay(ctx, day),
    loadSettings(ctx),
    loadSteps(ctx),
    openCalls(ctx, day),
    alertLevels(ctx),
  ]);
  const visits = rows.map(stateOf);
  const [cards, names, marks] = await Promise.all([
    patientCard(
      ctx,
      visits.map((one) => one.patientId),
    ),
    namesFor(ctx, rows),
    marksOf(
      ctx,
      visits.map((one) => one.visitId),
    ),
  ]);
  const coming = visits
    .filter((one) => one.step !== 'cancelled')
    .flatMap((one) => cards.get(one.patientId) ?? []);
  const parts: BoardParts = {
    ...{ ctx, settings, steps, names, cards, calls, redFlags, marks },
    alerts: nameAlerts(coming),
    taken: takenRooms(visits),
    needs: new Map(rows.map((row) => [row.visit_id, needMarksOf(row.needs)])),
  };
  return {
    day,
    at: ctx.now,
    rows: inBoardOrder(visits, ctx.now, settings.lateMinutes).map((visit) => boardRow(parts, visit)),
    counts: {
      expected: visits.filter((one) => one.step === 'expected').length,
      here: visits.filter((one) => isHere(one.step)).length,
      done: visits.filter((one) => isClosed(one.step)).length,
    },
    settings,
  };
};

function boardRow(parts: BoardParts, visit: VisitState): BoardRow {
  const { ctx, settings, steps, names } = parts;
  const { visitId, scheduledAt, queueNumber, reason, priority, walkIn, step, since, identified, stamps } =
    visit;
  const until = stamps.left ?? ctx.now;
  return {
    visitId,
    patient: boardPatient(parts, visit.patientId),
    scheduledAt,
    queueNumber,
    reason,
    visitType: names.visitType(visit.visitTypeCode ?? null, visitId),
    priority,
    walkIn,
    step,
    stepLabel: steps.labelOf(step),
    since,
    room: isInRoom(step) ? names.room(visit.roomId ?? null) : undefined,
    practitioner: names.practitioner(visit.practitionerId ?? null),
    payer: names.payer(visit.payerId ?? null),
    identified,
    alert: parts.redFlags.get(visitId),
    marks: parts.marks.get(visitId) ?? [],
    needs: parts.needs.get(visitId) ?? [],
    hereMinutes: stamps.arrived && minutesBetween(stamps.arrived, until),
    stepMinutes: Math.max(0, minutesBetween(since, ctx.now)),
    waits: waitsOf(stamps, scheduledAt),
    lateMinutes: lateMinutes(visit, ctx.now, settings.lateMinutes),
    tooLong: waitsTooLong(visit, ctx.now, settings.tooLongMinutes),
    mayBeNoShow:
      step === 'expected' &&
      scheduledAt !== undefined &&
      epochMsOf(ctx.now) >= epochMsOf(addMinutes(scheduledAt, graceMinutes)),
    call: callOf(parts.calls.get(visitId)),
    next: actsFor(parts, visit),
  } as BoardRow;
}

function callOf(open: OpenCall | undefined): VisitCall | undefined {
  if (!open) return undefined;
  const { callId, place, times, at, by, mine } = open;
  return { callId, place, times, at, by, mine };
}

/** The next acts of a visit, with the room that a rooming would lead to. */
export function actsFor(parts: Pick<BoardParts, 'names' | 'taken'>, visit: VisitState): NextAct[] {
  const checkedIn = visit.queueNumber !== undefined;
  return nextActs({ step: visit.step, priority: visit.priority, checkedIn }).map((next) => {
    const room = next.act === 'room' ? proposeRoom(parts.names.rooms, parts.taken, visit.roomId) : undefined;
    return { ...next, ...(room && { room: { id: room.id, name: room.name } }) };
  });
}

function boardPatient({ cards, alerts }: BoardParts, patientId: string): BoardRow['patient'] {
  const card = cards.get(patientId);
  if (!card) {
    // the chart is not here (yet): the visit stands all the same, and says so
    return {
      id: patientId,
      name: '–',
      sex: 'unknown',
      recordNumber: '–',
      allergies: 'notAsked',
      flags: [],
      nameAlert: false,
    };
  }
  const { id, name, birthDate, sex, recordNumber, allergies, flags, language } = card;
  return { id, name, birthDate, sex, recordNumber, allergies, flags, language, nameAlert: alerts.has(id) };
}
