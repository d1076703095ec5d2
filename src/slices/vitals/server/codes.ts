import type { CodeableConcept, Coding } from '@medplum/fhirtypes';
import type { NotObtainedReason, pregnancyStates } from '../contract.ts';
import type { ConsciousnessLevel, ReadingContext, ReadingMeasure } from '../shared/reading.ts';

const loincSystem = 'http://loinc.org';
const snomedSystem = 'http://snomed.info/sct';
const ours = 'https://serambi.health/fhir';

export const ucum = 'http://unitsofmeasure.org';
export const loinc = (code: string): Coding => ({ system: loincSystem, code });
export const snomed = (code: string): Coding => ({ system: snomedSystem, code });
/** A code of ours where no terminology has one (a cuff's size, a pain tool). */
export const own = (thing: string, code: string): Coding => ({ system: `${ours}/CodeSystem/${thing}`, code });
export const concept = (...coding: Coding[]): CodeableConcept => ({ coding });

export const vitalSignsCategory: CodeableConcept = concept({
  system: 'http://terminology.hl7.org/CodeSystem/observation-category',
  code: 'vital-signs',
});

/** LOINC of a set: a panel that only holds members. */
export const panelCode = '85353-1';

/** LOINC of each measure; the first is written, all are read. */
export const measureCodes: Record<ReadingMeasure, readonly string[]> = {
  bloodPressure: ['85354-9', '55284-4'],
  meanPressure: ['96607-7'],
  pulse: ['8867-4'],
  breathing: ['9279-1'],
  temperature: ['8310-5'],
  oxygenSaturation: ['2708-6', '59408-5'],
  weight: ['29463-7', '3141-9'],
  height: ['8302-2', '8306-3'],
  headCircumference: ['9843-4', '8287-5'],
  pain: ['72514-3'],
  consciousness: ['80288-4'],
  bodyMassIndex: ['39156-5'],
  waist: ['56086-2', '8280-0'],
  pregnancy: ['82810-3'],
  lastMenses: ['8665-2'],
  gestationAtBirth: ['76516-4', '18185-9'],
};

/** Codes that are written beside the first one: pulse oximetry is a saturation in arterial blood by that method. */
export const besides: Partial<Record<ReadingMeasure, readonly string[]>> = { oxygenSaturation: ['59408-5'] };

/** LOINC of a temperature at a site, and the site itself in SNOMED CT. */
export const temperatureSites: Record<
  NonNullable<ReadingContext['site']>,
  { loinc: string; snomed: string }
> = {
  oral: { loinc: '8331-1', snomed: '74262004' },
  axillary: { loinc: '8328-7', snomed: '91470000' },
  rectal: { loinc: '8332-9', snomed: '34402009' },
  tympanic: { loinc: '8333-7', snomed: '42859004' },
  temporal: { loinc: '75539-7', snomed: '15672000' },
};

export const armSites: Record<NonNullable<ReadingContext['arm']>, string> = {
  right: '368209003',
  left: '368208006',
};

type Position = NonNullable<ReadingContext['position']>;
/** SNOMED CT of a posture, and the LOINC codes that say it of a pressure's halves and of a pulse. */
export const positionCodes: Record<
  Position,
  { snomed: string; systolic: string; diastolic: string; pulse: string }
> = {
  sitting: { snomed: '33586001', systolic: '8459-0', diastolic: '8453-3', pulse: '69000-8' },
  supine: { snomed: '40199007', systolic: '8461-6', diastolic: '8455-8', pulse: '68999-2' },
  standing: { snomed: '10904000', systolic: '8460-8', diastolic: '8454-1', pulse: '69001-6' },
};

export const componentCodes = {
  systolic: '8480-6',
  diastolic: '8462-4',
  meanSystolic: '96608-5',
  meanDiastolic: '96609-3',
  position: '8361-8',
  cuff: '8358-4',
  rhythm: '8884-9',
  oxygenFlow: '3151-8',
  oxygenConcentration: '3150-0',
} as const;

export const rhythmCodes: Record<NonNullable<ReadingContext['rhythm']>, string> = {
  regular: '271636001',
  irregular: '61086009',
};

export const oxygenCodes = { roomAir: '722742002', onOxygen: '371825009' } as const;

/** ACVPU. The first code is written; older senders use the second for "unresponsive". */
export const consciousnessCodes: Record<ConsciousnessLevel, readonly string[]> = {
  alert: ['248234008'],
  confused: ['130987000'],
  voice: ['300202002'],
  pain: ['450847001'],
  unresponsive: ['422768004', '422107003'],
};

export const pregnancyCodes: Record<(typeof pregnancyStates)[number], string> = {
  pregnant: '77386006',
  notPregnant: '60001007',
  possible: '102874004',
};
/** Other systems look for pregnancy and the last period here. */
export const socialHistoryCategory: CodeableConcept = concept({
  system: 'http://terminology.hl7.org/CodeSystem/observation-category',
  code: 'social-history',
});

/** FHIR's own word for why a value is absent, beside ours, which is finer. */
export const absentReasons: Record<NotObtainedReason, string> = {
  refused: 'asked-declined',
  crying: 'not-performed',
  unable: 'not-performed',
  deviceFault: 'error',
  notNeeded: 'not-applicable',
};
export const absentSystem = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

/** Extensions of ours on an Observation. */
export const extensions = {
  standingMinutes: `${ours}/StructureDefinition/minutes-after-standing`,
  series: `${ours}/StructureDefinition/reading-number`,
  pressureSymptoms: `${ours}/StructureDefinition/symptoms-with-pressure`,
  asleep: `${ours}/StructureDefinition/measured-asleep`,
  countSeconds: `${ours}/StructureDefinition/count-seconds`,
  clothed: `${ours}/StructureDefinition/weighed-clothed`,
  shoes: `${ours}/StructureDefinition/measured-in-shoes`,
  symptoms: `${ours}/StructureDefinition/symptoms-on-standing`,
  technique: `${ours}/StructureDefinition/technique`,
  typedBy: `${ours}/StructureDefinition/typed-by`,
  readBack: `${ours}/StructureDefinition/read-back`,
} as const;
