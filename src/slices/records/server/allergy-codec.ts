import type { AllergyIntolerance, CodeableConcept, List } from '@medplum/fhirtypes';
import type { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { type allergy, allergyCategories, allergySeverities, type records } from '../contract.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { authorOf } from './author.ts';

export type ListedAllergy = z.output<typeof allergy>;
export type NewAllergy = InputOf<typeof records, 'recordAllergies'>['add'][number];
export type Statement = 'allergy' | 'none' | 'noneToDrugs';

const snomed = 'http://snomed.info/sct';
const clinical = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
const verification = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
const loinc = 'http://loinc.org';

/** LOINC "Allergies and adverse reactions Document": the list whose review is recorded. */
export const allergyListCode = '48765-2';

const noneCodes = {
  none: { code: '716186003', text: 'No known allergies' },
  noneToDrugs: { code: '409137002', text: 'No known drug allergies' },
} as const;

/** Whether an allergy stands, as FHIR says it. */
export function clinicalStatus(code: 'active' | 'inactive' | 'resolved'): CodeableConcept {
  return { coding: [{ system: clinical, code }] };
}

/** How far it is to be believed. */
export function verificationStatus(
  code: 'confirmed' | 'unconfirmed' | 'refuted' | 'entered-in-error',
): CodeableConcept {
  return { coding: [{ system: verification, code }] };
}

/** What entries of this person are until somebody co-signs, as FHIR says it. */
function standing(preliminary: boolean): CodeableConcept {
  return verificationStatus(preliminary ? 'unconfirmed' : 'confirmed');
}

interface Recording {
  patientId: string;
  visitId?: string | undefined;
  /** A student's entry. */
  preliminary: boolean;
}

/** A new allergy as FHIR has it. An unknown kind leaves `type` out: neither allergy nor intolerance is claimed. */
export function newAllergy(ctx: Context, given: NewAllergy, about: Recording): AllergyIntolerance {
  const reaction = given.reaction || given.severity;
  return {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: clinicalStatus('active'),
    verificationStatus: standing(about.preliminary),
    ...(given.kind !== 'unknown' && { type: given.kind }),
    ...(given.category && { category: [given.category] }),
    ...(given.criticality && { criticality: given.criticality }),
    code: substanceConcept(given),
    ...provenance(ctx, about),
    ...(given.onset && { onsetDateTime: given.onset }),
    ...(given.note && { note: [{ text: given.note, time: ctx.now }] }),
    ...(reaction && {
      reaction: [
        {
          // R4 asks for a manifestation; "unknown" is a true one, an invented rash is not
          manifestation: [
            given.reaction ? { text: given.reaction } : { coding: [{ system: snomed, code: '261665006' }] },
          ],
          ...(given.severity && { severity: given.severity }),
        },
      ],
    }),
  };
}

function substanceConcept({ substance, coding }: NewAllergy): CodeableConcept {
  if (!coding) return { text: substance };
  const { system, code, display } = coding;
  return { coding: [{ system, code, ...(display && { display }) }], text: substance };
}

/** "None known" as a positive statement with its author and time. */
export function noneKnown(ctx: Context, which: 'all' | 'drugs', about: Recording): AllergyIntolerance {
  const { code, text } = which === 'all' ? noneCodes.none : noneCodes.noneToDrugs;
  return {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: clinicalStatus('active'),
    verificationStatus: standing(about.preliminary),
    code: { coding: [{ system: snomed, code, display: text }] },
    ...provenance(ctx, about),
  };
}

function provenance(ctx: Context, about: Recording) {
  return {
    patient: { reference: `Patient/${about.patientId}` },
    ...(about.visitId && { encounter: { reference: `Encounter/${about.visitId}` } }),
    recordedDate: ctx.now,
    recorder: authorOf(ctx),
  };
}

/** Ends an allergy with a reason; what was written stays readable in the history. */
export function endAllergyBecause(
  ctx: Context,
  resource: AllergyIntolerance,
  why: 'error' | 'refuted' | 'resolved',
  reason: string,
): AllergyIntolerance {
  if (why === 'resolved') resource.clinicalStatus = clinicalStatus('resolved');
  else resource.verificationStatus = verificationStatus(why === 'error' ? 'entered-in-error' : 'refuted');
  // ait-2: what is in error has no clinical status
  if (why === 'error') delete resource.clinicalStatus;
  if (why === 'refuted') resource.clinicalStatus = clinicalStatus('inactive');
  resource.note = [...(resource.note ?? []), { text: reason, time: ctx.now, authorString: ctx.actor.name }];
  return resource;
}

/** "None known" stops being true when an allergy is found. */
export function overtake(resource: AllergyIntolerance): AllergyIntolerance {
  resource.clinicalStatus = clinicalStatus('inactive');
  return resource;
}

/** Whether it stands: neither in error, refuted, inactive nor resolved. */
export function isStanding(resource: AllergyIntolerance): boolean {
  const verified = codeOf(resource.verificationStatus);
  if (verified === 'entered-in-error' || verified === 'refuted') return false;
  const status = codeOf(resource.clinicalStatus);
  return status === undefined || status === 'active';
}

/** An allergy, or the statement that there is none. */
export function statementOf(resource: AllergyIntolerance): Statement {
  const codes = (resource.code?.coding ?? []).map((coding) => coding.code);
  if (codes.includes(noneCodes.none.code)) return 'none';
  return codes.includes(noneCodes.noneToDrugs.code) ? 'noneToDrugs' : 'allergy';
}

export function substanceOf(resource: AllergyIntolerance): string {
  return conceptWords(resource.code) ?? '?';
}

/** High criticality or a severe reaction: what must be seen from across the room. */
export function isSevere(resource: AllergyIntolerance): boolean {
  return (
    resource.criticality === 'high' ||
    (resource.reaction ?? []).some((reaction) => reaction.severity === 'severe')
  );
}

export function allergyOf(resource: AllergyIntolerance & { id?: string }): ListedAllergy {
  const unknownReaction = (concept: CodeableConcept) =>
    concept.coding?.some((coding) => coding.code === '261665006');
  const verified = codeOf(resource.verificationStatus);
  const category = resource.category?.[0];
  return {
    id: resource.id ?? '',
    substance: substanceOf(resource),
    category: allergyCategories.find((one) => one === category),
    kind: resource.type ?? 'unknown',
    reactions: (resource.reaction ?? []).map((reaction) => ({
      words: reaction.manifestation
        .filter((concept) => !unknownReaction(concept))
        .map((concept) => conceptWords(concept) ?? '')
        .join(', '),
      severity: allergySeverities.find((one) => one === reaction.severity),
    })),
    criticality: resource.criticality,
    onset: resource.onsetDateTime,
    note: resource.note?.map((note) => note.text).join('\n'),
    unconfirmed: verified === 'unconfirmed' || verified === 'presumed',
    recordedAt: resource.recordedDate,
    recordedBy: resource.recorder?.display,
  };
}

/** The act of looking through the list: a snapshot with its author, time and visit. */
export function reviewList(ctx: Context, about: Recording, standingIds: readonly string[]): List {
  return {
    resourceType: 'List',
    status: 'current',
    mode: 'snapshot',
    code: { coding: [{ system: loinc, code: allergyListCode }] },
    subject: { reference: `Patient/${about.patientId}` },
    ...(about.visitId && { encounter: { reference: `Encounter/${about.visitId}` } }),
    date: ctx.now,
    source: authorOf(ctx),
    ...(standingIds.length > 0
      ? { entry: standingIds.map((id) => ({ item: { reference: `AllergyIntolerance/${id}` } })) }
      : {
          emptyReason: {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code: 'nilknown' }],
          },
        }),
  };
}

/** Words of a concept: its text, else what its first coding says. */
export function conceptWords(concept: CodeableConcept | undefined): string | undefined {
  return (
    concept?.text ?? concept?.coding?.find((coding) => coding.display)?.display ?? concept?.coding?.[0]?.code
  );
}

function codeOf(concept: CodeableConcept | undefined): string | undefined {
  return concept?.coding?.[0]?.code;
}
