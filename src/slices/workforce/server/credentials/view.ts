import type { Context } from '#platform/server/context.ts';
import { today } from '#platform/shared/time.ts';
import type { Credential, Education } from '#slices/workforce/contract.ts';
import { type EducationEntry, eligibilityOf } from '#slices/workforce/shared/credentials/eligibility.ts';
import { routesOn, statusOn } from '#slices/workforce/shared/credentials/expiry.ts';
import type { CredentialRule } from '#slices/workforce/shared/credentials/rule.ts';
import { loadKinds } from './kinds.ts';
import { type CredentialRow, credentialRows, cycleStart, educationRows, type EducationRow } from './rows.ts';

/** Credentials as screens show them, of one person or of everybody. @param names by staff id; who is not there is left out */
export async function credentialsOf(
  ctx: Context,
  names: ReadonlyMap<string, string>,
  staffId?: string,
): Promise<Credential[]> {
  const kinds = await loadKinds(ctx);
  const learnt = await educationRows(ctx, staffId);
  const day = today(ctx.clock, ctx.clinic.zone);
  return (await credentialRows(ctx, staffId)).flatMap((row) => {
    const name = names.get(row.staff_id);
    const rule = kinds.get(row.kind)?.rule;
    const hers = learnt.filter((one) => one.staff_id === row.staff_id);
    return name === undefined || !rule ? [] : [shown(row, { name, rule, day, hers })];
  });
}

function shown(
  row: CredentialRow,
  about: { name: string; rule: CredentialRule; day: string; hers: readonly EducationRow[] },
): Credential {
  const { name, rule, day, hers } = about;
  const span = { lastDay: row.last_day, suspended: row.suspended_reason !== null };
  const points = pointsOf(row, rule, hers);
  return {
    ...{ credentialId: row.id, staffId: row.staff_id, name, kind: row.kind, label: rule.label },
    ...{ number: row.number, issuer: row.issuer, certifiedOn: row.certified_on, lastDay: row.last_day },
    ...(row.renewed_on && { renewedOn: row.renewed_on }),
    ...(row.override_reason && { overrideReason: row.override_reason }),
    status: statusOn(day, span, rule),
    ...(row.suspended_reason && { suspendedReason: row.suspended_reason }),
    ...(row.evidence_id && { evidenceId: row.evidence_id }),
    routes: routesOn(day, row.last_day, rule),
    ...(points && { points }),
  };
}

function pointsOf(
  row: CredentialRow,
  rule: CredentialRule,
  hers: readonly EducationRow[],
): Credential['points'] {
  if (!rule.points || row.last_day === null) return undefined;
  const span = { from: cycleStart(row), lastDay: row.last_day };
  const found = eligibilityOf({ ...rule, points: rule.points }, span, hers.map(entryOf));
  return {
    eligible: found.eligible,
    cycle: found.cycle,
    counts: found.counts.map(({ what, has, needs }) => ({ what, has: has / 100, needs: needs / 100 })),
    approvedBy: rule.points.approvedBy,
  };
}

export function entryOf(row: EducationRow): EducationEntry {
  const category = row.category as EducationEntry['category'];
  return { day: row.day, category, points: row.points, approvedBy: row.approved_by };
}

export function educationShown(row: EducationRow): Education {
  return {
    ...{ educationId: row.id, day: row.day, title: row.title, approvedBy: row.approved_by },
    category: row.category as Education['category'],
    points: row.points / 100,
    ...(row.evidence_id && { evidenceId: row.evidence_id }),
  };
}
