import type { Immunization } from '@medplum/fhirtypes';
import {
  type Codec,
  conceptText,
  factWith,
  isDoubtful,
  newestOf,
  noted,
  refOf,
  setDoubt,
  text,
} from './codec.ts';

/** Vaccines that were given; what somebody only tells of is no primary source. */
export const immunisations: Codec = {
  async standing(ctx, patientId) {
    const all = await newestOf(ctx, 'Immunization', patientId, 'date');
    return all.filter(({ status }) => status === 'completed');
  },
  factOf(resource) {
    const shot = resource as Immunization;
    return factWith({
      ...{ ref: refOf(shot), label: conceptText(shot.vaccineCode) || '?', detail: shot.note?.at(-1)?.text },
      since: shot.occurrenceDateTime?.slice(0, 10) ?? shot.occurrenceString,
      // what was given here, with lot and site, is not the patient's to change
      clinicians: shot.primarySource === true,
      doubtful: isDoubtful(shot),
    });
  },
  make: (added, about) => ({
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: text(added.label),
    patient: { reference: `Patient/${about.patientId}` },
    encounter: { reference: `Encounter/${about.visitId}` },
    // imm: one of the two must be there, and "she does not know when" is an answer
    ...(added.since ? { occurrenceDateTime: added.since } : { occurrenceString: '?' }),
    recorded: about.now,
    primarySource: false,
    reportOrigin: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/immunization-origin',
          code: about.source === 'document' ? 'record' : 'recall',
        },
      ],
    },
    ...noted(undefined, added.detail, about),
  }),
  answer(resource, { answer, detail, since }, about) {
    const shot = resource as Immunization;
    setDoubt(shot, answer === 'unknown');
    if (answer === 'stopped') shot.status = 'entered-in-error';
    if (answer === 'changed' && since) {
      delete shot.occurrenceString;
      shot.occurrenceDateTime = since;
    }
    Object.assign(shot, noted(shot.note, detail, about));
    return shot;
  },
};
