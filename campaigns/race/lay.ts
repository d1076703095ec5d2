import { addDays } from '#platform/shared/time.ts';
import { byNumbers, firstDay, forWalkIns, type Ground, physician } from './ground.ts';
import { recordNumbers } from './tables.ts';

const week = [1, 2, 3, 4, 5, 6, 7];
const everyDay = (from: string, to: string, quota?: number) =>
  week.map((weekday) => ({ weekday, from, to, ...(quota && { quota }) }));

/** Numbers of an evening. */
export const quota = 8;
export const numbersFrom = '18:00';

/** Types, hours, rooms, equipment, patients, and a booking far ahead for each of them. */
export async function layClinic(ground: Ground): Promise<void> {
  const { must } = ground;
  const manager = <T>(name: string, input: unknown) => must<T>('manager', name, input);
  const horizon = { leadMinutes: 0, horizonDays: 730, holdMinutes: 5, overbookCap: 2 };
  await manager('scheduling.saveSettings', horizon);
  await manager('scheduling.saveRoom', { name: 'Ruang tindakan', kind: 'procedure', active: true });
  await manager('scheduling.saveEquipment', { name: 'USG', kind: 'ultrasound', capacity: 2, active: true });
  await saveType(ground, 'follow-up', {});
  await saveType(ground, 'procedure', { roomKind: 'procedure' });
  await saveType(ground, 'scan', { equipmentKinds: ['ultrasound'] });
  await hours(ground, null, everyDay('07:00', '18:00'));
  await hours(ground, byNumbers, everyDay(numbersFrom, '20:00', quota));
  await hours(ground, forWalkIns, everyDay('07:00', '20:00'));
  await inTurns(ground.patients.length, async (place) => {
    ground.patients[place] = { id: await newPatient(ground, place), recordNumber: '' };
  });
  const numbers = await recordNumbers(ground);
  for (const patient of ground.patients) patient.recordNumber = numbers.get(patient.id) ?? '';
  await inTurns(ground.patients.length, async (place) => {
    const { visitId } = await ground.must<{ visitId: string }>('desk', 'scheduling.bookVisit', {
      ...{ patientId: ground.patients[place]?.id, visitTypeCode: 'follow-up', practitionerId: physician },
      when: parkedAt(place),
    });
    ground.parked[place] = visitId;
  });
}

/** 07:00 in Jakarta and every twenty minutes, a year ahead. */
function parkedAt(place: number): string {
  const day = addDays(firstDay, 400 + Math.floor(place / 30));
  return new Date(Date.parse(`${day}T00:00:00Z`) + (place % 30) * 20 * 60_000).toISOString();
}

function saveType(ground: Ground, code: string, needs: object): Promise<unknown> {
  return ground.must('manager', 'scheduling.saveVisitType', {
    ...{ code, labelEn: code, labelId: code, durationMinutes: 20, patients: 'any', colour: 'blue' },
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner', prepEn: '', prepId: '' },
    ...{ practitionerIds: [], roomKind: null, active: true, ...needs },
  });
}

function hours(ground: Ground, practitionerId: string | null, sessions: unknown[]): Promise<unknown> {
  const plan = { practitionerId, validFrom: '2020-01-01', validTo: null, sessions };
  return ground.must('manager', 'scheduling.saveHours', plan);
}

async function newPatient(ground: Ground, place: number): Promise<string> {
  const made = await ground.fhir('POST', '/Patient', {
    resourceType: 'Patient',
    name: [{ text: `Pasien ${place}` }],
    gender: 'female',
    birthDate: '1990-01-01',
    telecom: [{ system: 'phone', value: phoneOf(place), use: 'mobile' }],
  });
  if (made.status !== 201) throw new Error(`a patient could not be made: ${made.body}`);
  return (JSON.parse(made.body) as { id: string }).id;
}

export function phoneOf(place: number): string {
  return `+62813555${String(place).padStart(5, '0')}`;
}

/** A few at a time: laying the ground is no race. */
export async function inTurns(count: number, work: (place: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const place = next;
      next += 1;
      await work(place);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}
