import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import type { amendments } from '../contract.ts';
import type { Content } from '../shared/codes.ts';
import { keepParties } from './parties.ts';
import { mustBeHers } from './patient.ts';
import { lockRequest, moveRequest } from './requests.ts';

type Amendments = typeof amendments;

type Decider = Context<'otherContent'>;

/** A request that waits for a decision of this kind; who decides on it otherwise is said. */
async function lockToDecide(ctx: Decider, requestId: string, content: Content) {
  const row = await lockRequest(ctx, requestId, 'decide');
  if (row.content !== content)
    return ctx.fail('otherContent', { who: words(ctx.language, `amendments_decider_${row.content}`) });
  return row;
}

const decided = (ctx: Context) => ({ decided_at: ctx.now, decided_by: ctx.actor.name });

async function accept(ctx: Decider, input: InputOf<Amendments, 'acceptClinical'>, content: Content) {
  const { requestId, linkedPlace, resource, relied, note } = input;
  const row = await lockToDecide(ctx, requestId, content);
  if (resource) await mustBeHers(ctx, row.patient_id, resource);
  await keepParties(ctx, row.id, 'relied', relied);
  ctx.note('amendments.accepted', { patientId: row.patient_id, details: { content } });
  const link = { linked_place: linkedPlace, linked_resource: resource ?? null };
  return moveRequest(ctx, row, {
    ...{ state: 'accepted', note },
    set: { outcome: 'accepted', ...decided(ctx), ...link },
  });
}

async function deny(ctx: Decider, input: InputOf<Amendments, 'denyClinical'>, content: Content) {
  const { requestId, reason } = input;
  const row = await lockToDecide(ctx, requestId, content);
  ctx.note('amendments.denied', { patientId: row.patient_id, details: { content, reason } });
  return moveRequest(ctx, row, {
    state: 'denied',
    set: { outcome: 'denied', ...decided(ctx), deny_reason: reason, deny_words: input.words },
  });
}

/** What a clinician wrote is judged by a physician. */
export const acceptClinical: Verb<Amendments, 'acceptClinical'> = (ctx, input) =>
  accept(ctx, input, 'clinical');
export const denyClinical: Verb<Amendments, 'denyClinical'> = (ctx, input) => deny(ctx, input, 'clinical');

/** Name, address, payer, dates: the manager. */
export const acceptAdministrative: Verb<Amendments, 'acceptAdministrative'> = (ctx, input) =>
  accept(ctx, input, 'administrative');
export const denyAdministrative: Verb<Amendments, 'denyAdministrative'> = (ctx, input) =>
  deny(ctx, input, 'administrative');
