import type {
  CodeableConcept,
  Extension,
  Observation,
  ObservationComponent,
  Quantity,
  Reference,
} from '@medplum/fhirtypes';
import { decimal, numberLiteral } from '#platform/server/fhir/json-text.ts';
import { type NotObtainedReason, notObtainedReasons } from '../contract.ts';
import type { ConsciousnessLevel, Reading, ReadingContext, ReadingMeasure } from '../shared/reading.ts';
import * as codes from './codes.ts';

const { besides, componentCodes, concept, extensions, loinc, measureCodes, own, positionCodes, snomed } =
  codes;

/** What all Observations of one set share. */
export type About = {
  patientId: string;
  visitId: string;
  status: 'preliminary' | 'final';
  /** Instants. */
  measuredAt: string;
  recordedAt: string;
  /** Who measured. */
  performer: Reference;
  /** Who typed it, where that was another. */
  typedBy?: Reference | undefined;
};

/** The parts of an Observation that a reading decides; a correction puts new ones in their place. */
export type ReadingParts = Pick<
  Observation,
  'code' | 'bodySite' | 'method' | 'component' | 'extension' | 'dataAbsentReason'
> & { valueQuantity?: Quantity; valueCodeableConcept?: CodeableConcept; valueDateTime?: string };

/** A new Observation of one reading; a value that was not obtained is `cancelled` with the reason. */
export function toObservation(reading: Reading, about: About): Observation {
  const absent = reading.notObtained !== undefined;
  const made = { ...frame(about, absent ? 'cancelled' : about.status), ...partsOf(reading) };
  if (reading.measure === 'pregnancy' || reading.measure === 'lastMenses') {
    made.category = [...(made.category ?? []), codes.socialHistoryCategory];
  }
  return about.typedBy === undefined
    ? made
    : { ...made, extension: [...(made.extension ?? []), typedBy(about.typedBy)] };
}

const typedBy = (who: Reference): Extension => ({
  url: extensions.typedBy,
  valueReference: who as Reference<never>,
});

/** The panel of a set: members alone, no value. */
export function toPanel(memberIds: readonly string[], about: About): Observation {
  return {
    ...frame(about, about.status),
    code: concept(loinc(codes.panelCode)),
    ...(about.typedBy && { extension: [typedBy(about.typedBy)] }),
    hasMember: memberIds.map((id) => ({ reference: `Observation/${id}` })),
  };
}

function frame(about: About, status: Observation['status']): Omit<Observation, 'code'> {
  return {
    resourceType: 'Observation',
    status,
    category: [codes.vitalSignsCategory],
    subject: { reference: `Patient/${about.patientId}` },
    encounter: { reference: `Encounter/${about.visitId}` },
    effectiveDateTime: about.measuredAt,
    issued: about.recordedAt,
    performer: [about.performer as Reference<never>],
  };
}

/** A reading in FHIR's words, figures with the digits that were entered. */
export function partsOf(reading: Reading): ReadingParts {
  const { context, measure } = reading;
  const extension = extensionsOf(context);
  return {
    code: codeOf(reading),
    ...(extension.length > 0 && { extension }),
    ...(reading.notObtained === undefined
      ? valueParts(reading)
      : { dataAbsentReason: absence(reading.notObtained) }),
    ...siteOf(reading),
    ...(measure === 'pain' && context.tool && { method: concept(own('pain-tool', context.tool)) }),
  };
}

function codeOf({ measure, context }: Reading): CodeableConcept {
  const extra = [...(besides[measure] ?? [])];
  if (measure === 'temperature' && context.site) extra.push(codes.temperatureSites[context.site].loinc);
  if (measure === 'height' && context.lying) extra.push('8306-3');
  if (measure === 'pulse' && context.position) extra.push(positionCodes[context.position].pulse);
  return concept(loinc(measureCodes[measure][0] as string), ...extra.map(loinc));
}

function absence(reason: NotObtainedReason): CodeableConcept {
  return concept(
    { system: codes.absentSystem, code: codes.absentReasons[reason] },
    own('not-obtained', reason),
  );
}

function quantity(text: string, unit: string): Quantity {
  // a RawNumber keeps `36.80`; FHIR's type only knows plain numbers
  return { value: decimal(text) as number, unit, system: codes.ucum, code: unit };
}

function valueParts(reading: Reading): Partial<ReadingParts> {
  const { measure, value = '', unit = '' } = reading;
  if (measure === 'bloodPressure' || measure === 'meanPressure')
    return { component: pressureComponents(reading) };
  if (measure === 'consciousness') {
    return {
      valueCodeableConcept: concept(
        snomed(codes.consciousnessCodes[value as ConsciousnessLevel][0] as string),
      ),
    };
  }
  if (measure === 'pregnancy') {
    const state = value as keyof typeof codes.pregnancyCodes;
    return { valueCodeableConcept: concept(snomed(codes.pregnancyCodes[state])) };
  }
  if (measure === 'lastMenses') return { valueDateTime: value };
  const component = detailComponents(reading);
  return { valueQuantity: quantity(value, unit), ...(component.length > 0 && { component }) };
}

function pressureComponents({ measure, value, diastolic, context }: Reading): ObservationComponent[] {
  const mean = measure === 'meanPressure';
  // the posture is said by the codes too where it is not the usual one
  const posture =
    context.position && context.position !== 'sitting' ? positionCodes[context.position] : undefined;
  const half = (
    code: string,
    special: string | undefined,
    text: string | undefined,
  ): ObservationComponent => ({
    code: concept(loinc(code), ...(special ? [loinc(special)] : [])),
    ...(text === undefined
      ? { dataAbsentReason: concept({ system: codes.absentSystem, code: 'unknown' }) }
      : { valueQuantity: quantity(text, 'mm[Hg]') }),
  });
  return [
    half(mean ? componentCodes.meanSystolic : componentCodes.systolic, posture?.systolic, value),
    half(mean ? componentCodes.meanDiastolic : componentCodes.diastolic, posture?.diastolic, diastolic),
    ...detail(componentCodes.position, context.position && snomed(positionCodes[context.position].snomed)),
    ...detail(componentCodes.cuff, context.cuff && own('cuff-size', context.cuff)),
  ];
}

type Coded = ReturnType<typeof loinc>;

function detail(code: string, value: Coded | undefined): ObservationComponent[] {
  return value === undefined ? [] : [{ code: concept(loinc(code)), valueCodeableConcept: concept(value) }];
}

function detailComponents({ measure, context }: Reading): ObservationComponent[] {
  if (measure === 'pulse') {
    return [
      ...detail(componentCodes.rhythm, context.rhythm && snomed(codes.rhythmCodes[context.rhythm])),
      ...detail(componentCodes.position, context.position && snomed(positionCodes[context.position].snomed)),
    ];
  }
  if (measure !== 'oxygenSaturation') return [];
  const { onOxygen, flowLitersPerMinute: flow, concentrationPercent: concentration } = context;
  const source =
    onOxygen === undefined ? [] : [onOxygen ? codes.oxygenCodes.onOxygen : codes.oxygenCodes.roomAir];
  return [
    ...source.map((code) => ({
      code: concept(own('vital-detail', 'oxygen-source')),
      valueCodeableConcept: concept(snomed(code)),
    })),
    ...(flow === undefined
      ? []
      : [{ code: concept(loinc(componentCodes.oxygenFlow)), valueQuantity: quantity(flow, 'L/min') }]),
    ...(concentration === undefined
      ? []
      : [
          {
            code: concept(loinc(componentCodes.oxygenConcentration)),
            valueQuantity: quantity(concentration, '%'),
          },
        ]),
  ];
}

function siteOf({ measure, context }: Reading): Partial<ReadingParts> {
  if (measure === 'temperature' && context.site) {
    return { bodySite: concept(snomed(codes.temperatureSites[context.site].snomed)) };
  }
  if (measure === 'bloodPressure' && context.arm)
    return { bodySite: concept(snomed(codes.armSites[context.arm])) };
  return {};
}

const integers = ['standingMinutes', 'series', 'countSeconds'] as const;
const booleans = ['pressureSymptoms', 'asleep', 'clothed', 'shoes', 'symptoms'] as const;

function extensionsOf(context: ReadingContext): Extension[] {
  return [
    ...integers.flatMap((name) => {
      const value = context[name];
      return value === undefined ? [] : [{ url: extensions[name], valueInteger: value }];
    }),
    ...booleans.flatMap((name) => {
      const value = context[name];
      return value === undefined ? [] : [{ url: extensions[name], valueBoolean: value }];
    }),
    ...(context.technique ?? '')
      .split(' ')
      .filter(Boolean)
      .map((code) => ({ url: extensions.technique, valueCode: code })),
  ];
}

// a chart of years asks it some ten thousand times
function codesIn(given: CodeableConcept | undefined): string[] {
  const found: string[] = [];
  for (const { code } of given?.coding ?? []) if (code !== undefined) found.push(code);
  return found;
}

function keyOf<Key extends string>(
  table: Record<Key, unknown>,
  holds: (key: Key) => boolean,
): Key | undefined {
  return (Object.keys(table) as Key[]).find(holds);
}

/** Which measure an Observation is, by any of its codes; undefined for everything that is no vital sign of ours. */
export function measureOf(observation: Observation): ReadingMeasure | undefined {
  const places = codesIn(observation.code).flatMap((code) => placeOf.get(code) ?? []);
  return measures[Math.min(...places)];
}

/** Of an Observation with codes of several the first is meant; a temperature says by its code where it was taken. */
const measures = ['temperature', ...Object.keys(measureCodes)] as ReadingMeasure[];
const placeOf = new Map(
  [Object.values(codes.temperatureSites).map(({ loinc: code }) => code), ...Object.values(measureCodes)]
    .flatMap((own, place) => own.map((code) => [code, place] as const))
    .reverse(),
);

/**
 * An Observation as a reading, of our own making or of another system's.
 * @param observation parsed without losing digits where they are to be shown
 * @returns undefined when it is no vital sign, or its value is none that can be compared (`"120/80"` as text)
 */
export function fromObservation(observation: Observation): Reading | undefined {
  const measure = measureOf(observation);
  if (measure === undefined) return undefined;
  const context = contextOf(observation, measure);
  if (observation.dataAbsentReason) return { measure, notObtained: reasonOf(observation), context };
  if (measure === 'bloodPressure' || measure === 'meanPressure')
    return pressureOf(observation, measure, context);
  if (measure === 'consciousness') {
    const given = codesIn(observation.valueCodeableConcept);
    const table = codes.consciousnessCodes;
    const value = keyOf(table, (level) => table[level].some((code) => given.includes(code)));
    return value === undefined ? undefined : { measure, value, context };
  }
  if (measure === 'pregnancy' || measure === 'lastMenses') return wordedOf(observation, measure, context);
  const value = literalOf(observation.valueQuantity);
  if (value === undefined) return undefined;
  const unit = observation.valueQuantity?.code ?? observation.valueQuantity?.unit;
  return { measure, value, unit, context };
}

function wordedOf(
  observation: Observation,
  measure: 'pregnancy' | 'lastMenses',
  context: ReadingContext,
): Reading | undefined {
  const given = codesIn(observation.valueCodeableConcept);
  const table = codes.pregnancyCodes;
  const value =
    measure === 'lastMenses'
      ? /^\d{4}-\d{2}-\d{2}/.exec(observation.valueDateTime ?? '')?.[0]
      : keyOf(table, (state) => given.includes(table[state]));
  return value === undefined ? undefined : { measure, value, context };
}

function literalOf(given: Quantity | undefined): string | undefined {
  return numberLiteral(given?.value);
}

function reasonOf(observation: Observation): NotObtainedReason {
  const given = codesIn(observation.dataAbsentReason);
  const said = notObtainedReasons.find((one) => given.includes(one));
  return said ?? keyOf(codes.absentReasons, (one) => given.includes(codes.absentReasons[one])) ?? 'unable';
}

function componentOf(observation: Observation, ...wanted: string[]): ObservationComponent | undefined {
  return observation.component?.find(({ code }) => codesIn(code).some((one) => wanted.includes(one)));
}

function pressureOf(
  observation: Observation,
  measure: ReadingMeasure,
  context: ReadingContext,
): Reading | undefined {
  const value = literalOf(componentOf(observation, '8480-6', '96608-5')?.valueQuantity);
  const diastolic = literalOf(componentOf(observation, '8462-4', '96609-3')?.valueQuantity);
  if (value === undefined) return undefined;
  return { measure, value, ...(diastolic !== undefined && { diastolic }), unit: 'mm[Hg]', context };
}

function contextOf(observation: Observation, measure: ReadingMeasure): ReadingContext {
  const found: ReadingContext = {};
  for (const name of integers) {
    const value = observation.extension?.find(({ url }) => url === extensions[name])?.valueInteger;
    if (value !== undefined) found[name] = value;
  }
  for (const name of booleans) {
    const value = observation.extension?.find(({ url }) => url === extensions[name])?.valueBoolean;
    if (value !== undefined) found[name] = value;
  }
  const technique = (observation.extension ?? [])
    .flatMap(({ url, valueCode }) => (url === extensions.technique && valueCode ? [valueCode] : []))
    .join(' ');
  if (technique !== '') found.technique = technique;
  const details = measureContext(observation, measure);
  return {
    ...found,
    ...Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)),
  };
}

function measureContext(observation: Observation, measure: ReadingMeasure): ReadingContext {
  const site = codesIn(observation.bodySite);
  const given = codesIn(observation.code);
  const answer = (...code: string[]) => codesIn(componentOf(observation, ...code)?.valueCodeableConcept);
  const posture = answer(componentCodes.position);
  const position = keyOf(positionCodes, (one) => posture.includes(positionCodes[one].snomed));
  if (measure === 'bloodPressure') {
    const cuff = answer(componentCodes.cuff)[0] as ReadingContext['cuff'];
    return { arm: keyOf(codes.armSites, (one) => site.includes(codes.armSites[one])), position, cuff };
  }
  if (measure === 'pulse') {
    const rhythm = answer(componentCodes.rhythm);
    return { position, rhythm: keyOf(codes.rhythmCodes, (one) => rhythm.includes(codes.rhythmCodes[one])) };
  }
  if (measure === 'temperature') {
    const table = codes.temperatureSites;
    return {
      site: keyOf(table, (one) => site.includes(table[one].snomed) || given.includes(table[one].loinc)),
    };
  }
  if (measure === 'oxygenSaturation') return oxygenContext(observation);
  if (measure === 'height') return { lying: given.includes('8306-3') };
  if (measure === 'pain') return { tool: codesIn(observation.method)[0] as ReadingContext['tool'] };
  return {};
}

function oxygenContext(observation: Observation): ReadingContext {
  const source = codesIn(componentOf(observation, 'oxygen-source')?.valueCodeableConcept);
  const flowLitersPerMinute = literalOf(componentOf(observation, componentCodes.oxygenFlow)?.valueQuantity);
  const concentrationPercent = literalOf(
    componentOf(observation, componentCodes.oxygenConcentration)?.valueQuantity,
  );
  const said =
    source.includes(codes.oxygenCodes.onOxygen) ||
    (source.includes(codes.oxygenCodes.roomAir) ? false : undefined);
  // another system says oxygen by its flow or by more than the 21 % of air
  const flows = Number(flowLitersPerMinute ?? 0) > 0 || Number(concentrationPercent ?? 0) > 21;
  return { onOxygen: said ?? (flows ? true : undefined), flowLitersPerMinute, concentrationPercent };
}
