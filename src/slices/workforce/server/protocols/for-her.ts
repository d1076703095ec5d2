import type { Practitioner, Reference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Protocol } from '#slices/workforce/contract.ts';
import { allStaff } from '../staff-named.ts';
import { protocolsNow } from './list.ts';
import { approvalRows } from './rows.ts';

/** A standing order that holds at this hour. */
export type ProtocolInForce = Pick<
  Protocol,
  'protocolId' | 'version' | 'title' | 'text' | 'conditions' | 'acts' | 'roles' | 'items'
> & {
  approvedBy: string;
  /** Its last good day. */
  reviewBy: string;
  /** Who stands for what is done under it, for the record. */
  approver: Reference<Practitioner>;
};

/** Standing orders in force that name a job of the caller's, by title. */
export async function protocolsForHer(ctx: Context): Promise<ProtocolInForce[]> {
  const mine = (await protocolsNow(ctx)).filter(
    (one) => one.state === 'inForce' && one.roles.some((role) => ctx.actor.roles.includes(role)),
  );
  if (mine.length === 0) return [];
  const people = new Map((await allStaff(ctx)).map((one) => [one.staffId, one.practitionerId]));
  const approvals = await approvalRows(ctx);
  return mine.map((one) => {
    const { approvedBy = '', reviewBy = '' } = one.approval ?? {};
    const approverId = approvals.find((row) => row.protocol_id === one.protocolId)?.approver_id ?? '';
    const practitionerId = people.get(approverId);
    const approver = {
      ...(practitionerId && { reference: `Practitioner/${practitionerId}` }),
      display: approvedBy,
    } as Reference<Practitioner>;
    return { ...one, approvedBy, reviewBy, approver };
  });
}
