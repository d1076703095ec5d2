import type { Context } from '#platform/server/context.ts';
import { zonedDay } from '#platform/shared/time.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import { formsOf, isChild, readingLanguage } from '#slices/front-desk/server/index.ts';
import { coveragesOf, selfPay } from '#slices/insurance/server/index.ts';
import { patientCard, readContact } from '#slices/records/server/index.ts';
import type { Steps } from '../contract.ts';
import { maskAddress, maskEmail, maskNumber, maskPhone } from '../shared/mask.ts';

/** What the page may show of her: masked where she only has to recognise it. */
export async function stepsOf(ctx: Context, visit: VisitState, way: 'kiosk' | 'phone'): Promise<Steps> {
  const { patientId, visitId } = visit;
  const card = (await patientCard(ctx, [patientId])).get(patientId);
  const { phone, email, address } = await readContact(ctx, patientId);
  const forms = await formsOf(ctx, patientId, readingLanguage(ctx, card?.language), visitId);
  const coverages = await coveragesOf(ctx, patientId);
  return {
    way,
    clinic: ctx.clinic.name,
    ...(visit.queueNumber && { queueNumber: visit.queueNumber }),
    today: visit.day === zonedDay(ctx.now, ctx.clinic.zone),
    contact: { phone: maskPhone(phone), email: maskEmail(email), address: maskAddress(address) },
    forms: forms
      .filter((form) => form.state === 'needed')
      .map(({ code, version, language, title, body, mayRefuse }) => {
        return { code, version, language, title, body, mayRefuse };
      }),
    child: isChild(card?.birthDate, visit.day),
    reasonKnown: visit.reason !== '',
    payers: [
      ...coverages
        .filter((one) => one.state === 'active')
        .map((one) => ({ key: one.id, name: `${one.payer.name} ${maskNumber(one.memberNumber)}` })),
      { key: selfPay(ctx).id, name: selfPay(ctx).name },
    ],
  };
}
