import type { Dosage, Extension, MedicationRequest, TimingRepeat } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { MedicineLine } from '../contract.ts';
import { medicineTaking } from '../shared/describe.ts';
import type { DoseFrequency, MedicineTime } from '../shared/order-words.ts';
import { extensions } from './systems.ts';
import { wordOf } from './word-of.ts';

const doseFrequencySystem = 'https://serambi.health/fhir/CodeSystem/dose-frequency';

/** FHIR timing of each frequency: so many times in a period. */
const repeats: Record<DoseFrequency, TimingRepeat> = {
  onceDaily: { frequency: 1, period: 1, periodUnit: 'd' },
  twiceDaily: { frequency: 2, period: 1, periodUnit: 'd' },
  threeTimesDaily: { frequency: 3, period: 1, periodUnit: 'd' },
  fourTimesDaily: { frequency: 4, period: 1, periodUnit: 'd' },
  fiveTimesDaily: { frequency: 5, period: 1, periodUnit: 'd' },
  every4Hours: { frequency: 1, period: 4, periodUnit: 'h' },
  every6Hours: { frequency: 1, period: 6, periodUnit: 'h' },
  every8Hours: { frequency: 1, period: 8, periodUnit: 'h' },
  every12Hours: { frequency: 1, period: 12, periodUnit: 'h' },
  everyOtherDay: { frequency: 1, period: 2, periodUnit: 'd' },
  weekly: { frequency: 1, period: 1, periodUnit: 'wk' },
  once: { count: 1 },
};

/** EventTiming codes; `with meals` is C. Source: FHIR R4 event-timing. */
const whens: Record<MedicineTime, NonNullable<TimingRepeat['when']>[number]> = {
  beforeMeals: 'AC',
  withMeals: 'C',
  afterMeals: 'PC',
  morning: 'MORN',
  atBedtime: 'HS',
};

/** What a medicine line adds to its MedicationRequest. The entered parts stand in an extension, so that they read back the same. */
export function medicineElements(
  ctx: Context,
  line: MedicineLine,
): Pick<MedicationRequest, 'dosageInstruction' | 'dispenseRequest' | 'extension'> {
  const entered: Extension[] = [{ url: 'drug', valueString: line.drug }];
  if (line.strength) entered.push({ url: 'strength', valueString: line.strength });
  entered.push(
    { url: 'form', valueCode: line.form },
    { url: 'dose', valueString: line.dose },
    { url: 'route', valueCode: line.route },
  );
  if (line.time) entered.push({ url: 'time', valueCode: line.time });
  return {
    extension: [
      { url: extensions.medicine, extension: entered },
      { url: extensions.dispensedHere, valueBoolean: line.dispensedHere },
    ],
    dosageInstruction: [dosage(ctx, line)],
    dispenseRequest: {
      quantity: { value: Number(line.quantity.replace(',', '.')), unit: line.form },
      ...(line.days && {
        expectedSupplyDuration: {
          value: line.days,
          unit: 'd',
          system: 'http://unitsofmeasure.org',
          code: 'd',
        },
      }),
    },
  };
}

function dosage(ctx: Context, line: MedicineLine): Dosage {
  return {
    text: medicineTaking(line, wordOf(ctx.clinic.language)),
    ...(line.forPatient && { patientInstruction: line.forPatient }),
    timing: {
      repeat: {
        ...repeats[line.frequency],
        // C, AC and PC need no time of day beside them
        ...(line.time && { when: [whens[line.time]] }),
        ...(line.days && {
          boundsDuration: { value: line.days, unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' },
        }),
      },
      code: { coding: [{ system: doseFrequencySystem, code: line.frequency }] },
    },
    asNeededBoolean: line.asNeeded,
    route: { text: wordOf(ctx.clinic.language)(`route_${line.route}`) },
  };
}

/** The line of a MedicationRequest of ours; undefined for one from elsewhere. */
export function medicineOf(request: MedicationRequest): MedicineLine | undefined {
  const entered = request.extension?.find((one) => one.url === extensions.medicine)?.extension;
  const part = (url: string) => {
    const found = entered?.find((one) => one.url === url);
    return found?.valueString ?? found?.valueCode;
  };
  const dosage = request.dosageInstruction?.[0];
  const frequency = dosage?.timing?.code?.coding?.find((one) => one.system === doseFrequencySystem)?.code;
  const drug = part('drug');
  if (!drug || !frequency) return undefined;
  const [strength, time] = [part('strength'), part('time')];
  const days = dosage?.timing?.repeat?.boundsDuration?.value;
  return {
    drug,
    ...(strength && { strength }),
    // written by `medicineElements` alone, from a parsed line
    form: part('form') as MedicineLine['form'],
    dose: part('dose') ?? '',
    route: part('route') as MedicineLine['route'],
    frequency: frequency as DoseFrequency,
    ...(time && { time: time as MedicineTime }),
    asNeeded: dosage?.asNeededBoolean ?? false,
    ...(days && { days }),
    quantity: String(request.dispenseRequest?.quantity?.value ?? ''),
    ...(dosage?.patientInstruction && { forPatient: dosage.patientInstruction }),
    dispensedHere:
      request.extension?.find((one) => one.url === extensions.dispensedHere)?.valueBoolean ?? false,
  };
}
