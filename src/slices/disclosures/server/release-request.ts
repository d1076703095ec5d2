import type { Verb } from '#platform/server/slice.ts';
import type { disclosures } from '../contract.ts';
import type { Basis, ChartPart, RequesterKind, Special } from '../shared/codes.ts';
import { keepDisclosure } from './log-disclosure.ts';
import { mayLeave } from './may-leave.ts';
import { todayOf } from './patient.ts';
import { lockRequest, moveRequest, type RequestRow } from './requests.ts';

type Disclosures = typeof disclosures;

/** It leaves the clinic, and is logged in the same moment: no release goes without its line. */
export const releaseRequest: Verb<Disclosures, 'releaseRequest'> = async (ctx, input) => {
  const { recipientAddress, way } = input;
  const row = await lockRequest(ctx, input.requestId, ['reviewed']);
  const release = {
    ...{ patientId: row.patient_id, basis: row.basis as Basis, special: row.special as Special[] },
    authorisationId: row.authorisation_id,
  };
  await mayLeave(ctx, release);
  const disclosure = await keepDisclosure(ctx, {
    ...{ ...release, requestId: row.id, on: todayOf(ctx), recipientKind: recipientKindOf(row) },
    ...{ recipientName: row.recipient_name, recipientAddress, purpose: row.purpose, way },
    ...{ parts: row.parts as ChartPart[], partsNote: row.parts_note },
    ...{ fromOn: row.from_on, toOn: row.to_on },
  });
  const set = { outcome: 'released', recipient_address: recipientAddress, way };
  return { ...(await moveRequest(ctx, row, { through: ['released'], state: 'logged', set })), disclosure };
};

/** The patient may have it sent to somebody else: then it did not go to her. */
function recipientKindOf(row: RequestRow): RequesterKind {
  const kind = row.requester_kind as RequesterKind;
  return kind === 'patient' && row.recipient_name !== row.requester_name ? 'other' : kind;
}

/** Nothing leaves, and why; who asked is told before it is closed. */
export const denyRequest: Verb<Disclosures, 'denyRequest'> = async (ctx, input) => {
  const open = ['received', 'verified', 'scoped', 'pulled', 'reviewed'] as const;
  const row = await lockRequest(ctx, input.requestId, open);
  const set = { outcome: 'denied', deny_reason: input.reason };
  ctx.note('disclosures.denied', { patientId: row.patient_id, details: { reason: input.reason } });
  return moveRequest(ctx, row, { through: ['denied'], state: 'logged', note: input.note, set });
};

/** It arrived, or the denial was told. */
export const closeRequest: Verb<Disclosures, 'closeRequest'> = async (ctx, input) => {
  const row = await lockRequest(ctx, input.requestId, ['logged']);
  return moveRequest(ctx, row, { state: 'closed', note: input.note });
};
