import type { Observation } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { parseStored } from '#platform/server/fhir/json-text.ts';
import { type FoundRow, searchRows } from '#platform/server/record/search.ts';
import { idOf } from '#platform/server/record/reference-id.ts';
import type { VitalItem } from '../contract.ts';
import { figureOf } from '../shared/judge.ts';
import type { Reading } from '../shared/reading.ts';
import { extensions, panelCode } from './codes.ts';
import { fromObservation } from './observations.ts';

/** A stored reading with what lists need of its Observation. */
export type StoredReading = Reading & { item: VitalItem };

/** A set as stored: the panel, and its members in the order in which they were measured. */
export type StoredSet = {
  setId: string;
  patientId: string;
  visitId: string | undefined;
  status: VitalItem['status'];
  measuredAt: string;
  recordedAt?: string | undefined;
  recordedBy?: string | undefined;
  typedBy?: string | undefined;
  readings: StoredReading[];
};

const category = 'http://terminology.hl7.org/CodeSystem/observation-category|vital-signs';

/** The sets of a visit, oldest first, every digit as it was entered. What belongs to no panel is a set of its own. */
export async function setsOfVisit(ctx: Context, visitId: string): Promise<StoredSet[]> {
  const rows = await searchRows(ctx, 'Observation', {
    where: [
      { param: 'encounter', reference: `Encounter/${visitId}` },
      { param: 'category', token: category },
    ],
  });
  return setsOf(rows);
}

/**
 * A patient's newest sets over all visits, oldest first. Read are as many measurements as `limit` says: where that many
 * were found, `isCut` says that there are earlier ones, and that the first set may not be whole.
 * @param before only what was measured before this instant
 */
export async function setsOfPatient(
  ctx: Context,
  patientId: string,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<{ sets: StoredSet[]; isCut: boolean }> {
  const rows = await searchRows(ctx, 'Observation', {
    where: [
      { param: 'patient', reference: `Patient/${patientId}` },
      { param: 'category', token: category },
      ...(before ? [{ param: 'date', to: before }] : []),
    ],
    ...{ order: '-date', limit },
  });
  return { sets: setsOf(rows), isCut: rows.length === limit };
}

function setsOf(rows: readonly FoundRow[]): StoredSet[] {
  const all = new Map(rows.map((row) => [row.id, { row, observation: observationOf(row) }]));
  const panels = [...all.values()].filter(({ observation }) => isPanel(observation));
  const taken = new Set<string>();
  const sets = panels.map(({ row, observation }) => {
    const members = (observation.hasMember ?? []).flatMap(({ reference }) => {
      const id = reference?.slice('Observation/'.length) ?? '';
      const member = all.get(id);
      if (member === undefined) return [];
      taken.add(id);
      return [member];
    });
    return setOf(row.id, observation, members);
  });
  for (const [id, one] of all) {
    if (!taken.has(id) && !isPanel(one.observation)) sets.push(setOf(id, one.observation, [one]));
  }
  return sets.filter((set) => set.readings.length > 0).sort((a, b) => (a.measuredAt < b.measuredAt ? -1 : 1));
}

export function isPanel(observation: Observation): boolean {
  return (observation.code.coding ?? []).some(({ code }) => code === panelCode);
}

/** A stored version with its digits. */
export function observationOf({ text }: { text: string }): Observation {
  return parseStored(text) as unknown as Observation;
}

function setOf(
  setId: string,
  head: Observation,
  members: { row: FoundRow; observation: Observation }[],
): StoredSet {
  return {
    setId,
    patientId: idOf(head.subject?.reference) ?? '',
    visitId: idOf(head.encounter?.reference),
    status: head.status as VitalItem['status'],
    measuredAt: measuredAt(head),
    recordedAt: head.issued,
    recordedBy: head.performer?.[0]?.display,
    typedBy: typedByOf(head),
    readings: members.flatMap(
      ({ row, observation }) => readingOf(row.id, Number(row.version), observation) ?? [],
    ),
  };
}

/** One stored Observation as reading and item; undefined when it is no vital sign. */
export function readingOf(
  observationId: string,
  version: number,
  observation: Observation,
): StoredReading | undefined {
  const reading = fromObservation(observation);
  if (reading === undefined) return undefined;
  const { measure, value, diastolic, unit, notObtained, context } = reading;
  const item: VitalItem = {
    observationId,
    version,
    measure,
    status: observation.status as VitalItem['status'],
    value,
    diastolic,
    unit,
    canonical: figureOf(reading),
    notObtained,
    context: Object.fromEntries(
      Object.entries(context).flatMap(([name, one]) => (one === undefined ? [] : [[name, one]])),
    ),
    measuredAt: measuredAt(observation),
    recordedAt: observation.issued,
    recordedBy: observation.performer?.[0]?.display,
    typedBy: typedByOf(observation),
    reason: observation.note?.at(-1)?.text,
  };
  return { ...reading, item };
}

function typedByOf({ extension }: Observation): string | undefined {
  return extension?.find(({ url }) => url === extensions.typedBy)?.valueReference?.display;
}

function measuredAt(observation: Observation): string {
  const given =
    observation.effectiveDateTime ?? observation.effectivePeriod?.start ?? observation.issued ?? '';
  const instant = new Date(given);
  // a day alone (an import) stands for its beginning
  return Number.isNaN(instant.getTime()) ? '1970-01-01T00:00:00.000Z' : instant.toISOString();
}

/** What counts of a set: everything that is not in error. */
export function standing(set: Pick<StoredSet, 'readings'>): StoredReading[] {
  return set.readings.filter(({ item }) => item.status !== 'entered-in-error');
}
