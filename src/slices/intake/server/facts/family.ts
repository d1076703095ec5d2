import type { FamilyMemberHistory } from '@medplum/fhirtypes';
import { type Relative, relativeCodes, relatives } from '#slices/intake/shared/topics.ts';
import {
  type Codec,
  conceptText,
  factWith,
  hasCode,
  isDoubtful,
  newestOf,
  noted,
  refOf,
  setDoubt,
  text,
} from './codec.ts';

const roleSystem = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';

/** Illnesses in the family, one resource for each that was told: one person's several stand as several lines. */
export const family: Codec = {
  async standing(ctx, patientId) {
    const all = await newestOf(ctx, 'FamilyMemberHistory', patientId, 'date');
    return all.filter(({ status }) => status === 'completed' || status === 'partial');
  },
  factOf(resource) {
    const history = resource as FamilyMemberHistory;
    const label = (history.condition ?? []).map(({ code }) => conceptText(code)).join(', ');
    return factWith({
      ...{ ref: refOf(history), label: label || '?', detail: history.note?.at(-1)?.text },
      relative: relativeOf(history),
      doubtful: isDoubtful(history),
    });
  },
  make: (added, about) => ({
    resourceType: 'FamilyMemberHistory',
    status: 'completed',
    patient: { reference: `Patient/${about.patientId}` },
    date: about.now,
    relationship: { coding: [{ system: roleSystem, code: relatives[added.relative ?? 'other'] }] },
    condition: [{ code: text(added.label) }],
    ...noted(undefined, added.detail, about),
  }),
  answer(resource, { answer, detail }, about) {
    const history = resource as FamilyMemberHistory;
    setDoubt(history, answer === 'unknown');
    history.date = about.now;
    if (answer === 'stopped') history.status = 'entered-in-error';
    Object.assign(history, noted(history.note, detail, about));
    return history;
  },
};

function relativeOf({ relationship }: FamilyMemberHistory): Relative {
  return relativeCodes.find((one) => hasCode(relationship, relatives[one])) ?? 'other';
}
