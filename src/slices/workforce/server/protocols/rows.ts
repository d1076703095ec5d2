import type { Context } from '#platform/server/context.ts';

/** Every text of one standing order, or of all, newest first. */
export function versionRows(ctx: Context, protocolId?: string) {
  const rows = ctx.db
    .selectFrom('workforce_protocol_version')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id);
  return (protocolId ? rows.where('protocol_id', '=', protocolId) : rows)
    .orderBy('version', 'desc')
    .orderBy('protocol_id')
    .execute();
}

/** Every approval, newest first: the first of a standing order is the one that counts. */
export function approvalRows(ctx: Context, protocolId?: string) {
  const rows = ctx.db
    .selectFrom('workforce_protocol_approval')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id);
  return (protocolId ? rows.where('protocol_id', '=', protocolId) : rows)
    .orderBy('nth', 'desc')
    .orderBy('protocol_id')
    .execute();
}

export type VersionRow = Awaited<ReturnType<typeof versionRows>>[number];
export type ApprovalRow = Awaited<ReturnType<typeof approvalRows>>[number];

/**
 * One standing order, held until the end of the transaction: two who write or approve it at once do so one after the
 * other. @returns undefined for none of this clinic
 */
export async function lockProtocol(
  ctx: Context,
  protocolId: string,
): Promise<{ newest: VersionRow; approval: ApprovalRow | undefined } | undefined> {
  const held = await ctx.db
    .selectFrom('workforce_protocol')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', protocolId)
    .forUpdate()
    .executeTakeFirst();
  const [newest] = held ? await versionRows(ctx, protocolId) : [];
  return newest && { newest, approval: (await approvalRows(ctx, protocolId))[0] };
}

/** @param now ISO-8601 UTC */
export function isInForce(approval: ApprovalRow | undefined, now: string): approval is ApprovalRow {
  return approval !== undefined && approval.withdrawn_at === null && now < approval.until_at;
}

/** What a task about a standing order is about: FHIR R4 has no type for it. */
export function protocolSubject(protocolId: string): string {
  return `Basic/${protocolId}`;
}
