import type { Context } from '#platform/server/context.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import type { Verb } from '#platform/server/slice.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { Delegation, workforce } from '#slices/workforce/contract.ts';
import { actsOf, wordsOfAct } from '../acts.ts';
import { skillsOf } from '../skills.ts';
import { allStaff } from '../staff-named.ts';
import { careToHere } from './care-to.ts';
import { mayBeGivenCare, stateOf } from './rules.ts';

type Workforce = typeof workforce;

/** Delegations that concern her, or all of them for who manages credentials. */
export const delegations: Verb<Workforce, 'delegations'> = async (ctx) => {
  const all = (await ctx.may('workforce.manageCredentials')).allowed;
  const { id } = ctx.actor;
  const rows = (await rowsOf(ctx)).filter((row) => all || row.delegator_id === id || row.delegatee_id === id);
  return { delegations: inOrder(rows.map((row) => shown(ctx, row))), all };
};

/** What was delegated to one person. */
export async function delegationsTo(ctx: Context, staffId: string): Promise<Delegation[]> {
  const rows = (await rowsOf(ctx)).filter((row) => row.delegatee_id === staffId);
  return inOrder(rows.map((row) => shown(ctx, row)));
}

/** Acts of her own that no law ties to a licence, and to whom they may go. */
export const delegationChoices: Verb<Workforce, 'delegationChoices'> = async (ctx) => {
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  const held = jobs.filter((job) => ctx.actor.roles.includes(job.role) && !job.preliminary);
  const known = actsOf(ctx, jobs);
  const hers = known.filter(
    ({ action }) => ctx.licenceOf(action) === 'none' && held.some((job) => holdsAction(job.actions, action)),
  );
  const careTo = await careToHere(ctx);
  const people = (await allStaff(ctx)).filter(
    (one) => one.status !== 'disabled' && one.staffId !== ctx.actor.id,
  );
  return {
    acts: [...hers, ...skillsOf(ctx, hers, [])],
    people: people.map(({ staffId, name, roles }) => ({
      ...{ staffId, name, care: mayBeGivenCare(roles, careTo) },
      roles: jobs.filter((job) => roles.includes(job.role)).map((job) => job.label),
    })),
  };
};

function rowsOf(ctx: Context) {
  return ctx.db
    .selectFrom('workforce_delegation')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('given_at', 'desc')
    .orderBy('id')
    .execute();
}

export type DelegationRow = Awaited<ReturnType<typeof rowsOf>>[number];

/** @param lock holds it until the end of the transaction */
export async function findDelegation(
  ctx: Context,
  delegationId: string,
  lock = false,
): Promise<DelegationRow | undefined> {
  const found = ctx.db
    .selectFrom('workforce_delegation')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', delegationId);
  return (lock ? found.forUpdate() : found).executeTakeFirst();
}

const order = { alive: 0, coming: 1, over: 2, revoked: 3 };

function inOrder(all: Delegation[]): Delegation[] {
  return all.toSorted((a, b) => order[a.state] - order[b.state]);
}

function shown(ctx: Context, row: DelegationRow): Delegation {
  const { revoked_at: at, revoked_by: by, revoked_reason: reason } = row;
  return {
    ...{ delegationId: row.id, delegatorId: row.delegator_id, delegatorName: row.delegator_name },
    ...{ delegateeId: row.delegatee_id, delegateeName: row.delegatee_name },
    ...{ act: row.act, actWords: wordsOfAct(ctx, row.act) },
    ...{ circumstance: row.circumstance, limits: row.limits, direction: row.direction },
    ...{ supervision: row.supervision, competence: row.competence },
    ...(row.evidence_id && { evidenceId: row.evidence_id }),
    ...{ fromDay: row.from_day, lastDay: row.last_day, state: stateOf(row, ctx.clock.now()) },
    ...(at !== null && { revoked: { at, by: by ?? '', reason: reason ?? '' } }),
  };
}
