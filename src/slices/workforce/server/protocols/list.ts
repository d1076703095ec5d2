import type { Context } from '#platform/server/context.ts';
import { actionOf } from '#platform/server/scope/acts.ts';
import type { ScopeRole } from '#platform/server/scope/decision.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { Protocol, workforce } from '#slices/workforce/contract.ts';
import { inTemplateOrder } from '#slices/workforce/shared/templates/all.ts';
import { actsOf, wordsOfAct } from '../acts.ts';
import { skillsToChoose } from '../skills.ts';
import { type ApprovalRow, approvalRows, isInForce, type VersionRow, versionRows } from './rows.ts';

type Workforce = typeof workforce;
type Version = Pick<Protocol, 'version' | 'actWords' | 'roleLabels'> & Protocol['newer'];

export const protocols: Verb<Workforce, 'protocols'> = async (ctx) => {
  const all = await seesAll(ctx);
  const shown = (await protocolsNow(ctx)).filter((one) => all || one.state === 'inForce');
  return { protocols: shown, all };
};

/** Drafts and what has ended are for who writes or approves them. */
export async function seesAll(ctx: Context): Promise<boolean> {
  return (
    (await ctx.may('workforce.writeProtocols')).allowed ||
    (await ctx.may('workforce.approveProtocols')).allowed
  );
}

const order = { inForce: 0, draft: 1, over: 2, withdrawn: 3 };

/** All standing orders as they are at this hour, those in force first, by title. */
export async function protocolsNow(ctx: Context): Promise<Protocol[]> {
  const versions = Map.groupBy(await versionRows(ctx), (row) => row.protocol_id);
  const approvals = Map.groupBy(await approvalRows(ctx), (row) => row.protocol_id);
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  return [...versions.values()]
    .map((rows) => shown(ctx, jobs, rows, approvals.get(rows[0]?.protocol_id ?? '')?.[0]))
    .toSorted((a, b) => order[a.state] - order[b.state] || a.title.localeCompare(b.title, ctx.language));
}

function shown(
  ctx: Context,
  jobs: readonly ScopeRole[],
  versions: readonly VersionRow[],
  approval: ApprovalRow | undefined,
): Protocol {
  const [newest] = versions as [VersionRow];
  const row = versions.find((one) => one.version === approval?.version) ?? newest;
  const isNewer = approval !== undefined && newest.version > approval.version;
  return {
    ...versionShown(ctx, jobs, row),
    protocolId: row.protocol_id,
    state: stateOf(ctx, approval),
    ...(approval && { approval: approvalShown(approval) }),
    ...(isNewer && { newer: versionShown(ctx, jobs, newest) }),
  };
}

function stateOf(ctx: Context, approval: ApprovalRow | undefined): Protocol['state'] {
  if (!approval) return 'draft';
  if (approval.withdrawn_at !== null) return 'withdrawn';
  return isInForce(approval, ctx.now) ? 'inForce' : 'over';
}

function versionShown(ctx: Context, jobs: readonly ScopeRole[], row: VersionRow): Version {
  return {
    ...{ version: row.version, title: row.title, text: row.body, acts: row.acts, roles: row.roles },
    ...{ conditions: row.conditions, fromMonths: row.from_months, underMonths: row.under_months },
    ...{ writtenBy: row.written_by, writtenAt: row.written_at },
    // written by `saveProtocol` alone, from a parsed text
    items: row.items as Protocol['items'],
    actWords: row.acts.map((act) => wordsOfAct(ctx, act)),
    roleLabels: row.roles.map(
      (role) => jobs.find((job) => job.role === role)?.label ?? { en: role, id: role },
    ),
  };
}

function approvalShown(row: ApprovalRow) {
  const { withdrawn_at: at, withdrawn_by: by, withdrawn_reason: reason } = row;
  return {
    ...{ approvedBy: row.approver_name, approvedAt: row.approved_at, reviewBy: row.review_by },
    ...(at !== null && { withdrawn: { at, by: by ?? '', reason: reason ?? '' } }),
  };
}

export const protocolHistory: Verb<Workforce, 'protocolHistory'> = async (ctx, { protocolId }) => {
  const versions = await versionRows(ctx, protocolId);
  if (versions.length === 0) return ctx.fail('protocolMissing');
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  const approvals = await approvalRows(ctx, protocolId);
  return {
    versions: versions.map((row) => versionShown(ctx, jobs, row)),
    approvals: approvals.map((row) => ({ version: row.version, ...approvalShown(row) })),
  };
};

/** Acts that no law ties to a licence, and jobs that could do them under somebody's order. */
export const protocolChoices: Verb<Workforce, 'protocolChoices'> = async (ctx) => {
  const jobs = inTemplateOrder(ctx.clinic.country, await loadRoles(ctx.db, ctx.clinic.id));
  const acts = actsOf(ctx, jobs).filter(
    ({ action, kind }) => kind !== 'administrative' && ctx.licenceOf(actionOf(action)) === 'none',
  );
  return {
    acts: [...acts, ...skillsToChoose(ctx, acts, [])],
    jobs: jobs.filter((job) => job.licence !== 'prescriber').map(({ role, label }) => ({ role, label })),
  };
};
