import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { disclosures } from '../contract.ts';
import type { Basis, RequesterKind } from '../shared/codes.ts';
import { asksAuthority, asksMinimum } from '../shared/law.ts';
import { lockAuthorisation } from './authorisations.ts';
import { mustBeRange } from './patient.ts';
import { lockRequest, moveRequest } from './requests.ts';

type Disclosures = typeof disclosures;

/** Who asks is who she says, and has the right to ask. */
export const verifyRequest: Verb<Disclosures, 'verifyRequest'> = async (ctx, input) => {
  const { identity, authority } = input;
  const row = await lockRequest(ctx, input.requestId, ['received']);
  if (asksAuthority(row.requester_kind as RequesterKind) && authority === '')
    refuseField('authority', 'disclosures_field_authorityNeeded');
  return moveRequest(ctx, row, { state: 'verified', note: authority, set: { identity, authority } });
};

/** What is asked for may be asked for, and is no more than is needed. */
export const scopeRequest: Verb<Disclosures, 'scopeRequest'> = async (ctx, input) => {
  const row = await lockRequest(ctx, input.requestId, ['verified']);
  mustBeRange(input);
  if (asksMinimum(row.basis as Basis) && !input.minimum)
    refuseField('minimum', 'disclosures_field_minimumNeeded');
  if (input.authorisationId) await lockAuthorisation(ctx, input.authorisationId, row.patient_id);
  const set = {
    ...{ parts: input.parts, parts_note: input.partsNote, special: input.special },
    ...{ from_on: input.fromOn ?? null, to_on: input.toOn ?? null },
    ...(input.authorisationId && { authorisation_id: input.authorisationId }),
  };
  return moveRequest(ctx, row, { state: 'scoped', note: input.note, set });
};

/** The copies lie ready. */
export const pullRequest: Verb<Disclosures, 'pullRequest'> = async (ctx, input) => {
  const row = await lockRequest(ctx, input.requestId, ['scoped']);
  const note = [String(input.pages), input.note].filter(Boolean).join(' · ');
  return moveRequest(ctx, row, { state: 'pulled', note });
};

/** Somebody who answers for the records has looked through the copies: the right patient, the right dates, nothing more. */
export const reviewRequest: Verb<Disclosures, 'reviewRequest'> = async (ctx, input) => {
  const row = await lockRequest(ctx, input.requestId, ['pulled']);
  return moveRequest(ctx, row, { state: 'reviewed', note: input.note });
};
