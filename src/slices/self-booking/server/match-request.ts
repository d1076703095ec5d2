import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { parsePhone } from '#platform/shared/phones.ts';
import { mustBePatient, readContact } from '#slices/records/server/index.ts';
import { givePatient } from '#slices/scheduling/server/index.ts';
import type { selfBooking } from '../contract.ts';
import { matchTask, type RequestRow, setRequest, subjectOf } from './request-rows.ts';
import { waitingRequest } from './requests.ts';

/** The desk says whose a booking is. The chart stays as it is, whatever was typed. */
export const matchRequest: Verb<typeof selfBooking, 'matchRequest'> = async (ctx, input) => {
  const { requestId, patientId } = input;
  const row = await waitingRequest(ctx, requestId);
  const card = await mustBePatient(ctx, patientId);
  const born = card.birthDate ?? '';
  // a year or a month is all that some charts have; what they have must agree
  if (born !== '' && !(row.birth_date ?? '').startsWith(born) && !input.otherBirthDate)
    return ctx.fail('birthDateDiffers');
  await givePatient(ctx, row.visit_id, patientId);
  await setRequest(ctx, row.id, {
    ...{ state: 'matched', patient_id: patientId, ended_at: ctx.now, decided_by: ctx.actor.name },
  });
  await ctx.work.finish(subjectOf(row.visit_id), 'done', matchTask);
  const differs = await differences(ctx, row, patientId, card.name);
  return { requestId, visitId: row.visit_id, patientId, differs };
};

async function differences(
  ctx: Context,
  row: RequestRow,
  patientId: string,
  name: string,
): Promise<('name' | 'mobile' | 'email')[]> {
  const contact = await readContact(ctx, patientId);
  const phone = parsePhone(contact.phone ?? '', ctx.clinic.country === 'ID' ? 'ID' : 'US');
  const plain = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ');
  return [
    ...(plain(name) === plain(row.name) ? [] : ['name' as const]),
    ...(row.mobile && row.mobile !== (phone.ok ? phone.e164 : '') ? ['mobile' as const] : []),
    ...(row.email && row.email !== plain(contact.email ?? '') ? ['email' as const] : []),
  ];
}
