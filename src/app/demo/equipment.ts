import { addDays, wallToInstant, zonedDay } from '#platform/shared/time.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import type { DemoClinic } from './clinics.ts';
import type { Dice } from './dice.ts';
import type { Stage } from './stage.ts';

/** What a clinic of general medicine has for its visits, and how many may use it at once. */
const devices = {
  en: [
    { name: 'ECG, 12 leads', kind: 'ECG', capacity: 1 },
    { name: 'Ultrasound', kind: 'Ultrasound', capacity: 1 },
  ],
  id: [
    { name: 'EKG 12 sadapan', kind: 'EKG', capacity: 1 },
    { name: 'USG', kind: 'USG', capacity: 1 },
  ],
} as const;

/** A visit that needs the first of them. */
const ecg = { code: 'ecg', labelEn: 'ECG', labelId: 'Rekam jantung (EKG)', durationMinutes: 15 } as const;

/** Enters the equipment, the visits that need it, and when one of it is away for service. */
export async function furnishEquipment(
  { play }: Stage,
  { language, zone }: DemoClinic,
  atMs: number,
  today: string,
): Promise<void> {
  const entered = [];
  for (const device of devices[language])
    entered.push(await play('manager', atMs, scheduling, 'saveEquipment', { ...device, active: true }));
  const [first, ultrasound] = entered;
  await play('manager', atMs, scheduling, 'saveVisitType', {
    ...ecg,
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bufferOwner: 'practitioner', patients: 'any' },
    ...{ colour: 'red', prepEn: '', prepId: '', practitionerIds: [], roomKind: null, active: true },
    equipmentKinds: first ? [first.kind] : [],
  });
  const day = addDays(today, 3);
  const [from, to] = ['12:00', '14:00'].map((time) => wallToInstant(day, time, zone));
  if (!ultrasound || !from || !to || !('instant' in from) || !('instant' in to)) return;
  await play('manager', atMs, scheduling, 'saveDowntime', {
    ...{ equipmentId: ultrasound.id, startsAt: from.instant, endsAt: to.instant },
    reason: language === 'id' ? 'Servis berkala' : 'Yearly service',
  });
}

/** A few visits of the next days use it. */
export async function bookEquipment(
  { play, clinic }: Stage,
  patientIds: readonly string[],
  chance: Dice,
  nowMs: number,
): Promise<void> {
  const { visitTypes } = await play('frontdesk', nowMs, scheduling, 'setup', {});
  // a demo clinic of before has none, and its people may have changed it
  if (!visitTypes.some(({ code, active }) => code === ecg.code && active)) return;
  for (let ahead = 1; ahead <= 4; ahead += 1) {
    const fromDay = zonedDay(new Date(nowMs + ahead * 24 * 60 * 60_000).toISOString(), clinic.zone);
    const search = { visitTypeCode: ecg.code, fromDay, toDay: fromDay, perPart: 30 };
    const { times } = await play('frontdesk', nowMs, scheduling, 'freeTimes', search);
    const inDaytime = times.filter(({ time }) => time >= '08:00' && time < '16:00');
    for (let visits = 0; visits < 2 && inDaytime.length > 0; visits += 1) {
      const { startsAt, practitionerId } = chance.pick(inDaytime);
      const visit = { patientId: chance.pick(patientIds), visitTypeCode: ecg.code, practitionerId };
      // the same time or person twice is refused, as it should be
      await play('frontdesk', nowMs, scheduling, 'bookVisit', { ...visit, when: startsAt }).catch(
        () => undefined,
      );
    }
  }
}
