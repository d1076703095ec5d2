import type { Context } from '#platform/server/context.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import { formsOf, isChild, keepConsents, readingLanguage } from '#slices/front-desk/server/index.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { checkIn } from '../contract.ts';
import { isPicture } from './pictures.ts';
import type { Session } from './sessions.ts';

type Signed = Pick<InputOf<typeof checkIn, 'finish'>, 'consents' | 'signer'>;

/**
 * Keeps the papers that she had to sign, each once. What stands already is left as it is: nobody overwrites a signature,
 * or takes one back, without somebody who sees it. A child signs nothing herself.
 */
export async function keepSigned(
  ctx: Context,
  session: Session,
  visit: VisitState,
  { consents: said, signer }: Signed,
): Promise<void> {
  if (said.length === 0) return;
  const card = (await patientCard(ctx, [visit.patientId])).get(visit.patientId);
  const self = signer.relationship === 'self';
  if (self && isChild(card?.birthDate, visit.day))
    return refuseField('signer.relationship', 'checkIn_field_childSigns');
  const name = signer.name || (self ? (card?.name ?? '') : '');
  if (!name) return refuseField('signer.name', 'checkIn_field_signer');
  const forms = await formsOf(ctx, visit.patientId, readingLanguage(ctx, card?.language), visit.visitId);
  const open = new Set(forms.filter((form) => form.state === 'needed').map((form) => form.code));
  const consents = said.flatMap(({ signature, ...one }, at) => {
    // each paper once: the first of two answers to it counts
    if (!open.delete(one.code)) return [];
    const kept = { ...one, signer: { ...signer, name }, witness: session.place || 'Serambi' };
    if (!signature) return [kept];
    if (!isPicture('image/png', Buffer.from(signature, 'base64')))
      return refuseField(`consents.${at}.signature`, 'checkIn_field_signature');
    return [{ ...kept, signature: { contentType: 'image/png', data: signature, creation: ctx.now } }];
  });
  await keepConsents(ctx, visit, consents);
}
