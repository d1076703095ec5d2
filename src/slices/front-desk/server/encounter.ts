import { idOf } from '#platform/server/record/reference-id.ts';
import type { Encounter, EncounterLocation, Extension, Reference } from '@medplum/fhirtypes';
import {
  cancelledAt,
  type FlowEntry,
  flowOf,
  liveEntries,
  type Stamps,
  standingBefore,
} from '../shared/flow.ts';
import { isInRoom } from '../shared/board.ts';
import { isMain, type Priority, type Step, statusOf, stepFromStatus, steps } from '../shared/steps.ts';
import {
  actCodeSystem,
  actPrioritySystem,
  coverageUrl,
  flowStepUrl,
  identityUrl,
  payerUrl,
  queueNumberSystem,
  visitTypeSystem,
  walkInUrl,
} from './systems.ts';

/** What front desk reads out of an Encounter. */
export interface VisitFacts {
  visitId: string;
  patientId: string;
  practitionerId: string | undefined;
  roomId: string | undefined;
  visitTypeCode: string | undefined;
  reason: string;
  walkIn: boolean;
  priority: Priority;
  step: Step;
  /** Its status was moved by another system, which knows nothing of steps. */
  foreign: boolean;
  since: string | undefined;
  stamps: Stamps;
  startedAt: string | undefined;
  queueNumber: string | undefined;
  payerId: string | undefined;
  coverageId: string | undefined;
  identified: boolean;
  /** It was written here, or is open: it belongs on the board, unlike the history that an import brings. */
  onBoard: boolean;
}

const priorityCodes: Record<Priority, string> = { emergency: 'EM', urgent: 'UR', routine: 'R' };

/** Facts of an Encounter; undefined where it has no patient or was entered in error. */
export function factsOf(encounter: Encounter): VisitFacts | undefined {
  const patientId = idOf(encounter.subject?.reference, 'Patient');
  if (!encounter.id || !patientId || encounter.status === 'entered-in-error') return undefined;
  const entries = entriesOf(encounter);
  const flow = flowOf(entries);
  // another system may have moved the status without knowing our steps; then the status says where she is
  const agrees = flow && statusOf(flow.step) === encounter.status;
  const foreign = stepFromStatus(encounter.status) ?? flow?.step ?? 'expected';
  const ended = foreign === 'cancelled' && flow ? cancelledAt(flow.step, flow.stamps) : foreign;
  const step = agrees ? flow.step : ended;
  const priorityCode = encounter.priority?.coding?.find(
    (coding) => coding.system === actPrioritySystem,
  )?.code;
  const open = ['planned', 'arrived', 'triaged', 'in-progress', 'onleave'].includes(encounter.status);
  return {
    visitId: encounter.id,
    patientId,
    practitionerId: encounter.participant
      ?.map((one) => idOf(one.individual?.reference, 'Practitioner'))
      .find(Boolean),
    roomId: idOf(encounter.location?.find((one) => one.status === 'active')?.location?.reference, 'Location'),
    visitTypeCode: encounter.type
      ?.flatMap((type) => type.coding ?? [])
      .find((coding) => coding.system === visitTypeSystem)?.code,
    reason: encounter.reasonCode?.[0]?.text ?? '',
    walkIn: extensionOf(encounter, walkInUrl)?.valueBoolean ?? false,
    priority: priorityCode === 'EM' ? 'emergency' : priorityCode === 'UR' ? 'urgent' : 'routine',
    step,
    foreign: !agrees,
    since: agrees ? flow.since : undefined,
    stamps: flow?.stamps ?? {},
    startedAt: encounter.period?.start,
    queueNumber: encounter.identifier?.find((one) => one.system === queueNumberSystem)?.value,
    payerId: extensionOf(encounter, payerUrl)?.valueString,
    coverageId: idOf(extensionOf(encounter, coverageUrl)?.valueReference?.reference, 'Coverage'),
    identified: extensionOf(encounter, identityUrl) !== undefined,
    onBoard: entries.length > 0 || open,
  };
}

export function extensionOf(holder: { extension?: Extension[] }, url: string): Extension | undefined {
  return holder.extension?.findLast((one) => one.url === url);
}

/** Sets an extension of ours in place; the others, known or not, stay as they are. */
export function setExtension(holder: { extension?: Extension[] }, extension: Extension): void {
  const others = (holder.extension ?? []).filter((one) => one.url !== extension.url);
  holder.extension = [...others, extension];
}

/** The way as written; entries of steps that this version does not know are passed over. */
export function entriesOf(encounter: Encounter): FlowEntry[] {
  const written = encounter.extension?.filter((one) => one.url === flowStepUrl) ?? [];
  return written.flatMap((one): FlowEntry[] => {
    const step = extensionOf(one, 'step')?.valueCode;
    const at = extensionOf(one, 'at')?.valueInstant;
    if (!at || !step || !(steps as readonly string[]).includes(step)) return [];
    const reason = extensionOf(one, 'reason')?.valueString;
    const by = extensionOf(one, 'by')?.valueReference;
    const undo = extensionOf(one, 'undo')?.valueBoolean ?? false;
    const roomId = idOf(extensionOf(one, 'room')?.valueReference?.reference, 'Location');
    const receivedAt = extensionOf(one, 'received')?.valueInstant;
    return [
      {
        step: step as Step,
        at,
        by: by?.display ?? '',
        undo,
        ...(reason && { reason }),
        ...(roomId && { roomId }),
        ...(receivedAt && { receivedAt }),
      },
    ];
  });
}

export interface StepToWrite {
  step: Step;
  at: string;
  by: Reference<never>;
  reason?: string | undefined;
  undo?: boolean;
  roomId?: string | undefined;
  receivedAt?: string | undefined;
}

/**
 * Adds a step in place and brings status, status history, room and period of the visit in line with it. No step lies
 * before the one that it follows: where the computer's clock was set back meanwhile, it is written at that one's time,
 * because a period that ends before it begins is none.
 */
export function writeStep(encounter: Encounter, given: StepToWrite): void {
  // until now it was a plan: it begins when she comes, before or after her time
  if (encounter.status === 'planned' && entriesOf(encounter).length === 0)
    encounter.period = { start: given.at };
  const entry = { ...given, at: later(given.at, encounter.period?.start, entriesOf(encounter).at(-1)?.at) };
  const parts: Extension[] = [
    { url: 'step', valueCode: entry.step },
    { url: 'at', valueInstant: entry.at },
    { url: 'by', valueReference: entry.by },
  ];
  if (entry.undo) parts.push({ url: 'undo', valueBoolean: true });
  if (entry.reason) parts.push({ url: 'reason', valueString: entry.reason });
  if (entry.roomId) parts.push({ url: 'room', valueReference: { reference: `Location/${entry.roomId}` } });
  if (entry.receivedAt) parts.push({ url: 'received', valueInstant: entry.receivedAt });
  encounter.extension = [...(encounter.extension ?? []), { url: flowStepUrl, extension: parts }];
  const status = statusOf(entry.step);
  if (status !== encounter.status || !encounter.statusHistory) {
    const history = encounter.statusHistory ?? [];
    const running = history.at(-1);
    if (running && !running.period.end) running.period.end = entry.at;
    // the running status stands in the history too: SATUSEHAT reads all periods from here
    const period =
      status === 'finished' || status === 'cancelled'
        ? { start: entry.at, end: entry.at }
        : { start: entry.at };
    encounter.statusHistory = [...history, { status, period }];
    encounter.status = status;
  }
  // begun with the first step
  encounter.period = { ...encounter.period, start: encounter.period?.start ?? entry.at };
  if (status === 'finished' || status === 'cancelled') encounter.period.end = entry.at;
  else delete encounter.period.end;
  writeRoom(encounter, entry);
}

function later(at: string, ...others: (string | undefined)[]): string {
  const last = Math.max(...others.flatMap((one) => (one === undefined ? [] : [Date.parse(one)])));
  return last > Date.parse(at) ? new Date(last).toISOString() : at;
}

/** Takes the last step back by writing one more. @returns the step to which that leads, undefined when there is none */
export function writeUndo(encounter: Encounter, by: Reference<never>, at: string): Step | undefined {
  const before = standingBefore(entriesOf(encounter));
  if (before) writeStep(encounter, { ...before, at, by, undo: true });
  return before?.step;
}

function writeRoom(encounter: Encounter, entry: StepToWrite): void {
  const locations = encounter.location ?? [];
  const active = locations.find((one) => one.status === 'active');
  if (!isInRoom(entry.step)) {
    end(active, entry.at);
    return;
  }
  if (!entry.roomId || idOf(active?.location?.reference, 'Location') === entry.roomId) return;
  end(active, entry.at);
  const location = { reference: `Location/${entry.roomId}` };
  encounter.location = [...locations, { location, status: 'active', period: { start: entry.at } }];
}

function end(location: EncounterLocation | undefined, at: string): void {
  if (!location) return;
  location.status = 'completed';
  location.period = { ...location.period, end: at };
}

/** The step at which she stood before she stepped out. */
export function stepBeforePause(encounter: Encounter): Step {
  return liveEntries(entriesOf(encounter)).findLast((one) => isMain(one.step))?.step ?? 'arrived';
}

export interface NewVisit {
  visitId: string;
  patientId: string;
  practitionerId: string | undefined;
  practitionerName: string | undefined;
  visitType: { code: string; label: string } | undefined;
  reason: string;
  walkIn: boolean;
  priority: Priority;
  booked: boolean;
}

/**
 * The Encounter of a visit before its first step is written, without a period: who is talked to on the telephone has not
 * come, and her visit stays on the day for which it is booked.
 */
export function newEncounter(visit: NewVisit): Encounter {
  const { visitType, practitionerId } = visit;
  return {
    resourceType: 'Encounter',
    id: visit.visitId,
    status: 'planned',
    class: { system: actCodeSystem, code: 'AMB', display: 'ambulatory' },
    ...(visitType && {
      type: [
        {
          coding: [{ system: visitTypeSystem, code: visitType.code, display: visitType.label }],
          text: visitType.label,
        },
      ],
    }),
    priority: priorityConcept(visit.priority),
    subject: { reference: `Patient/${visit.patientId}` },
    ...(practitionerId && {
      participant: [
        {
          individual: {
            reference: `Practitioner/${practitionerId}`,
            ...(visit.practitionerName && { display: visit.practitionerName }),
          },
        },
      ],
    }),
    ...(visit.booked && { appointment: [{ reference: `Appointment/${visit.visitId}` }] }),
    ...(visit.reason && { reasonCode: [{ text: visit.reason }] }),
    ...(visit.walkIn && { extension: [{ url: walkInUrl, valueBoolean: true }] }),
  };
}

export function priorityConcept(priority: Priority): Encounter['priority'] {
  return { coding: [{ system: actPrioritySystem, code: priorityCodes[priority] }] };
}
