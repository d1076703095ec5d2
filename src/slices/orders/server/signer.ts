import type { Context } from '#platform/server/context.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { licenceOf, signsAs } from '#slices/workforce/server/index.ts';
import type { Signature } from '../contract.ts';

/**
 * The signature line of the acting person: name with the certificates that are alive, job, and her licence
 * (`SIP 503/…`) where the clinic knows it and it has not ended.
 */
export async function signerOf(ctx: Context, coveringFor: string | undefined): Promise<Signature> {
  const roles = await loadRoles(ctx.db, ctx.clinic.id, ctx.actor.roles);
  const { practitionerId } = ctx.actor;
  const licenceNumber = practitionerId ? await licenceOf(ctx, practitionerId) : undefined;
  return {
    name: await signsAs(ctx, ctx.actor.id, ctx.actor.name),
    role: roles.map((role) => role.label[ctx.clinic.language]).join(', '),
    ...(licenceNumber && { licenceNumber }),
    at: ctx.now,
    ...(coveringFor && { coveringFor }),
  };
}

/** A practitioner as the clinic calls her; empty for nobody that it knows. */
export async function nameOf(ctx: Context, practitionerId: string | null): Promise<string> {
  if (!practitionerId) return '';
  const staff = await ctx.db
    .selectFrom('identity_staff')
    .select('name')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practitioner_id', '=', practitionerId)
    .executeTakeFirst();
  if (staff) return staff.name;
  const practitioner = await ctx.record.read('Practitioner', practitionerId);
  return practitioner?.name?.[0]?.text ?? '';
}
