import type { Procedure } from '@medplum/fhirtypes';
import {
  type Codec,
  conceptText,
  factWith,
  given,
  informant,
  isDoubtful,
  newestOf,
  noted,
  refOf,
  setDoubt,
  text,
} from './codec.ts';

/** Operations of the past, as they are told: no work of this clinic, and no practice of anybody's. */
export const surgeries: Codec = {
  async standing(ctx, patientId) {
    const all = await newestOf(ctx, 'Procedure', patientId, 'date');
    // what was ordered and done here is the visit's
    return all.filter((one) => one.status === 'completed' && !one.basedOn?.length);
  },
  factOf(resource) {
    const procedure = resource as Procedure;
    return factWith({
      ...{
        ref: refOf(procedure),
        label: conceptText(procedure.code) || '?',
        detail: procedure.note?.at(-1)?.text,
      },
      since:
        procedure.performedDateTime?.slice(0, 10) ??
        procedure.performedPeriod?.start?.slice(0, 10) ??
        procedure.performedString,
      doubtful: isDoubtful(procedure),
    });
  },
  make: (added, about) => ({
    resourceType: 'Procedure',
    status: 'completed',
    code: text(added.label),
    subject: { reference: `Patient/${about.patientId}` },
    ...(added.since && { performedDateTime: added.since }),
    recorder: about.author,
    asserter: informant(about),
    ...noted(undefined, added.detail, about),
  }),
  answer(resource, { answer, detail, since }, about) {
    const procedure = resource as Procedure;
    setDoubt(procedure, answer === 'unknown');
    // an operation does not stop: who says that it was none says that it was written by mistake
    if (answer === 'stopped') procedure.status = 'entered-in-error';
    if (answer === 'changed' && since) {
      delete procedure.performedPeriod;
      delete procedure.performedString;
      procedure.performedDateTime = since;
    }
    Object.assign(procedure, noted(procedure.note, detail, about));
    return Object.assign(procedure, given({ asserter: informant(about) }));
  },
};
