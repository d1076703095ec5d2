import type { Context } from '#platform/server/context.ts';
import { actionOf } from '#platform/server/scope/acts.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { saveStanding } from '#platform/server/scope/terms.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { dayRange, today } from '#platform/shared/time.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { actsOf, wordsOfAct } from '../acts.ts';
import { keepEvidence } from '../credentials/evidence.ts';
import { rightsChanged } from '../rights-changed.ts';
import { staffNamed } from '../staff-named.ts';
import { careToHere } from './care-to.ts';
import { mayBeGivenCare } from './rules.ts';

type Workforce = typeof workforce;
type DelegateCtx = Parameters<Verb<Workforce, 'delegate'>>[0];

/** Gives an act of her own to somebody for a time. Scope has seen already that she works by a licence. */
export const delegate: Verb<Workforce, 'delegate'> = async (ctx, input) => {
  const { delegateeId, act } = input;
  judgeDays(ctx, input);
  if (delegateeId === ctx.actor.id) return ctx.fail('toHerself');
  const delegatee = await staffNamed(ctx, delegateeId);
  if (!delegatee || delegatee.status === 'disabled') return ctx.fail('staffMissing');
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  const known = actsOf(ctx, jobs).find((one) => one.action === actionOf(act));
  if (!known) return refuseField('act', 'workforce_field_actUnknown');
  await judgeHerRight(ctx, act);
  if (known.kind !== 'administrative' && !mayBeGivenCare(delegatee.roles, await careToHere(ctx))) {
    const labels = jobs.filter((job) => delegatee.roles.includes(job.role));
    const roles = labels.map((job) => job.label[ctx.language]).join(', ');
    return ctx.fail('notToThisJob', { name: delegatee.name, roles });
  }
  const delegationId = await write(ctx, input, delegatee.name);
  return { delegationId };
};

function judgeDays(ctx: Context, { fromDay, lastDay }: InputOf<Workforce, 'delegate'>): void {
  if (lastDay < fromDay) refuseField('lastDay', 'workforce_field_endBeforeBegin');
  const now = today(ctx.clock, ctx.clinic.zone);
  // what was not delegated yesterday was not delegated yesterday
  if (fromDay < now) refuseField('fromDay', 'workforce_field_past');
}

/** Nobody gives on what the law ties to a licence, what is not hers, or what was only given to herself. */
async function judgeHerRight(ctx: DelegateCtx, act: string): Promise<void> {
  const inWords = wordsOfAct(ctx, act);
  if (ctx.licenceOf(actionOf(act)) !== 'none') return ctx.fail('licensedAct', { act: inWords });
  const decision = await ctx.may(act);
  if (!decision.allowed) {
    const reason = decision.reasonIn(ctx.language, (key, params) => words(ctx.language, key, params));
    return ctx.fail('notHers', { act: inWords, reason });
  }
  if (decision.preliminary || decision.under.some((one) => one.kind === 'delegation')) {
    const reason = words(ctx.language, 'workforce_delegation_notOn');
    return ctx.fail('notHers', { act: inWords, reason });
  }
}

async function write(ctx: Context, input: InputOf<Workforce, 'delegate'>, name: string): Promise<string> {
  const { delegateeId, act, circumstance, limits, direction, supervision, competence } = input;
  const { zone } = ctx.clinic;
  const from = dayRange(input.fromDay, zone).start;
  const until = dayRange(input.lastDay, zone).end;
  const evidence = await keepEvidence(ctx, delegateeId, input.evidence);
  const id = ctx.newId();
  await ctx.db
    .insertInto('workforce_delegation')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, delegator_id: ctx.actor.id, delegatee_id: delegateeId, act },
      ...{ circumstance, limits, direction, supervision, competence, evidence_id: evidence ?? null },
      ...{ from_day: input.fromDay, last_day: input.lastDay, from_at: from, until_at: until },
      ...{ given_at: ctx.now, delegator_name: ctx.actor.name, delegatee_name: name },
      ...{ revoked_at: null, revoked_by: null, revoked_reason: null },
    })
    .execute();
  await saveStanding(ctx.db, ctx.clinic.id, {
    ...{ staffId: delegateeId, kind: 'delegation', code: act, sourceId: id, by: ctx.actor.name },
    ...{ from, until },
  });
  const details = { delegationId: id, act, from: input.fromDay, to: input.lastDay };
  ctx.note('workforce.delegationGiven', { subject: delegateeId, details });
  rightsChanged(ctx);
  ctx.emit('workforce.delegationsChanged', {});
  return id;
}
