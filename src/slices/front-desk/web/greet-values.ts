import type { CallOf } from '#platform/shared/contract.ts';
import type { frontDesk } from '../contract.ts';
import type { GreetValues, Relation, Visit } from './visit-types.ts';

export function initialValues(visit: Visit): GreetValues {
  return {
    reason: visit.reason,
    priority: visit.priority,
    contactConfirmed: visit.contactConfirmedAt !== undefined,
    guardianName: visit.guardian?.name ?? '',
    guardianRelation: (visit.guardian?.relationship ?? '') as Relation | '',
    decisions: {},
    signerName: '',
    signerRelation: '',
    witness: '',
    payerId: visit.payerId ?? '',
    coverageId: visit.coverageId ?? '',
  };
}

/** The check-in of what was typed; the signer is the patient, or whoever is with a child, unless somebody else is named. */
export function checkInOf(visit: Visit, values: GreetValues): CallOf<typeof frontDesk, 'checkIn'> {
  const { guardianName, guardianRelation, payerId, coverageId, witness } = values;
  const guardian =
    guardianName.trim() && guardianRelation
      ? { name: guardianName, relationship: guardianRelation }
      : undefined;
  const named = values.signerName.trim() && values.signerRelation;
  const self =
    guardian && visit.child ? guardian : { name: visit.patientName, relationship: 'self' as const };
  const signer = named ? { name: values.signerName, relationship: values.signerRelation as Relation } : self;
  return {
    visitId: visit.visitId,
    reason: values.reason,
    priority: values.priority,
    contactConfirmed: values.contactConfirmed,
    payerId,
    ...(coverageId && { coverageId }),
    ...(guardian && { guardian }),
    consents: visit.forms.flatMap(({ code, version, language, state }) => {
      const decision = values.decisions[code];
      if (state !== 'needed' || !decision) return [];
      return [{ code, version, language, decision, signer, ...(witness.trim() && { witness }) }];
    }),
  };
}
