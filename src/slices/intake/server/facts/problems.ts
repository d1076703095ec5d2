import type { Condition } from '@medplum/fhirtypes';
import {
  type Codec,
  conceptText,
  factWith,
  hasCode,
  informant,
  isDoubtful,
  newestOf,
  noted,
  refOf,
  setDoubt,
  text,
} from './codec.ts';

const clinicalSystem = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const verifiedSystem = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const categorySystem = 'http://terminology.hl7.org/CodeSystem/condition-category';

/**
 * What the patient has. What she tells of herself stays unconfirmed until a clinician signs it; a clinician's own word is not
 * changed here at all.
 */
export const problems: Codec = {
  async standing(ctx, patientId) {
    const all = await newestOf(ctx, 'Condition', patientId, 'recorded-date');
    return all.filter(isStanding);
  },
  factOf(resource) {
    const condition = resource as Condition;
    return factWith({
      ...{
        ref: refOf(condition),
        label: conceptText(condition.code) || '?',
        detail: condition.note?.at(-1)?.text,
      },
      since: condition.onsetDateTime?.slice(0, 10) ?? condition.onsetString,
      clinicians: !hasCode(condition.verificationStatus, 'unconfirmed'),
      doubtful: isDoubtful(condition),
    });
  },
  make: (added, about) => ({
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ system: clinicalSystem, code: 'active' }] },
    verificationStatus: { coding: [{ system: verifiedSystem, code: 'unconfirmed' }] },
    category: [{ coding: [{ system: categorySystem, code: 'problem-list-item' }] }],
    code: text(added.label),
    subject: { reference: `Patient/${about.patientId}` },
    encounter: { reference: `Encounter/${about.visitId}` },
    ...(added.since && { onsetDateTime: added.since }),
    recordedDate: about.now,
    recorder: about.author,
    asserter: informant(about),
    ...noted(undefined, added.detail, about),
  }),
  answer(resource, { answer, detail, since }, about) {
    const condition = resource as Condition;
    setDoubt(condition, answer === 'unknown');
    if (answer === 'stopped') {
      condition.clinicalStatus = { coding: [{ system: clinicalSystem, code: 'resolved' }] };
      condition.abatementDateTime = since ?? about.day;
    }
    if (answer === 'changed' && since) condition.onsetDateTime = since;
    Object.assign(condition, noted(condition.note, detail, about));
    return condition;
  },
};

/** The diagnosis of one visit alone is that visit's, not what she has. */
function isStanding(condition: Condition): boolean {
  const { category = [], clinicalStatus, verificationStatus } = condition;
  const ofVisit = category.length > 0 && category.every((one) => hasCode(one, 'encounter-diagnosis'));
  const over = hasCode(clinicalStatus, 'resolved', 'inactive', 'remission');
  return !ofVisit && !over && !hasCode(verificationStatus, 'entered-in-error', 'refuted');
}

/** A clinician stands for it from now on. */
export function confirm(condition: Condition): Condition {
  condition.verificationStatus = { coding: [{ system: verifiedSystem, code: 'confirmed' }] };
  return condition;
}

/** It was never so. Con-5: what is in error has no clinical status. */
export function inError(condition: Condition): Condition {
  condition.verificationStatus = { coding: [{ system: verifiedSystem, code: 'entered-in-error' }] };
  delete condition.clinicalStatus;
  return condition;
}
