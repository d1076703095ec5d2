import type { Verb } from '#platform/server/slice.ts';
import type { amendments } from '../contract.ts';
import { dayOf, mustBeBetween } from './patient.ts';
import { holdRequest, setRequest, tellOf } from './requests.ts';

type Amendments = typeof amendments;

/** Her statement of disagreement is attached to the denial, and goes where the record goes; also after it was closed. */
export const attachStatement: Verb<Amendments, 'attachStatement'> = async (ctx, { requestId, text, on }) => {
  const row = await holdRequest(ctx, requestId);
  if (row.outcome !== 'denied') return ctx.fail('notDenied');
  if (row.statement_on) return ctx.fail('statementAlready');
  mustBeBetween(ctx, 'on', on, dayOf(ctx, row.decided_at ?? ctx.now));
  ctx.note('amendments.statementAttached', { patientId: row.patient_id, details: { on } });
  return tellOf(ctx, await setRequest(ctx, row.id, { statement: text, statement_on: on }));
};

/** What the clinic answers to it, where it does; the patient is given a copy: 45 CFR 164.526 (d)(3). */
export const rebutStatement: Verb<Amendments, 'rebutStatement'> = async (ctx, input) => {
  const { text, copyOn, way } = input;
  const row = await holdRequest(ctx, input.requestId);
  if (!row.statement_on) return ctx.fail('noStatement');
  if (row.rebuttal_copy_on) return ctx.fail('rebuttalAlready');
  mustBeBetween(ctx, 'copyOn', copyOn, row.statement_on);
  ctx.note('amendments.rebutted', { patientId: row.patient_id, details: { copyOn } });
  const set = { rebuttal: text, rebuttal_copy_on: copyOn, rebuttal_way: way };
  return tellOf(ctx, await setRequest(ctx, row.id, set));
};
