import type { Context } from '#platform/server/context.ts';
import { actionOf } from '#platform/server/scope/acts.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { actsOf, wordsOfAct } from '../acts.ts';
import { approveTask } from './remind.ts';
import { lockProtocol, protocolSubject } from './rows.ts';

type Workforce = typeof workforce;
type Input = InputOf<Workforce, 'saveProtocol'>;

/** Writes a text; nobody acts under it before somebody licensed has approved it. */
export const saveProtocol: Verb<Workforce, 'saveProtocol'> = async (ctx, input) => {
  await judge(ctx, input);
  const { protocolId, basedOn } = input;
  const standing = protocolId ? await lockProtocol(ctx, protocolId) : undefined;
  if (protocolId && !standing) return ctx.fail('protocolMissing');
  if (standing && standing.newest.version !== basedOn) {
    return ctx.fail('textChanged', { by: standing.newest.written_by, version: standing.newest.version });
  }
  const id = protocolId ?? (await open(ctx));
  const version = (standing?.newest.version ?? 0) + 1;
  await ctx.db
    .insertInto('workforce_protocol_version')
    .values({
      ...{ clinic_id: ctx.clinic.id, protocol_id: id, version, title: input.title, body: input.text },
      ...{ acts: [...new Set(input.acts)], roles: [...new Set(input.roles)], conditions: input.conditions },
      items: JSON.stringify(input.items),
      ...{ from_months: input.fromMonths, under_months: input.underMonths },
      ...{ written_at: ctx.now, written_by: ctx.actor.name },
    })
    .execute();
  const subject = protocolSubject(id);
  await ctx.work.finish(subject, 'cancelled', approveTask);
  const params = { title: input.title, screen: '/work/standing-orders' };
  await ctx.work.open({ kind: approveTask, subject, params });
  ctx.note('workforce.protocolWritten', {
    subject: id,
    details: { version, title: input.title, acts: input.acts, roles: input.roles },
  });
  ctx.emit('workforce.protocolsChanged', {});
  return { protocolId: id, version };
};

async function judge(ctx: Parameters<Verb<Workforce, 'saveProtocol'>>[0], input: Input): Promise<void> {
  const { acts, roles, fromMonths, underMonths } = input;
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  const known = actsOf(ctx, jobs).map((one) => one.action);
  for (const [at, act] of acts.entries()) {
    if (!known.includes(actionOf(act))) refuseField(`acts.${at}`, 'workforce_field_actUnknown');
    if (ctx.licenceOf(actionOf(act)) !== 'none')
      return ctx.fail('licensedAct', { act: wordsOfAct(ctx, act) });
  }
  for (const [at, role] of roles.entries()) {
    const job = jobs.find((one) => one.role === role);
    if (!job) return refuseField(`roles.${at}`, 'workforce_field_jobNotHere');
    // it opens nothing to a job, it says only under what the job may do what it holds
    if (!acts.some((act) => holdsAction(job.actions, actionOf(act)))) {
      const params = { job: job.label[ctx.language] };
      refuseField('roles', 'workforce_field_jobHoldsNone', params);
    }
  }
  if (underMonths !== null && underMonths <= (fromMonths ?? 0)) {
    refuseField('underMonths', 'workforce_field_ageBackwards');
  }
}

async function open(ctx: Context): Promise<string> {
  const id = ctx.newId();
  const row = { clinic_id: ctx.clinic.id, id, opened_at: ctx.now };
  await ctx.db.insertInto('workforce_protocol').values(row).execute();
  return id;
}
