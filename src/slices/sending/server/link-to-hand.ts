import { whatsAppLink } from '#platform/server/outgoing/wa-link.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { Language } from '#platform/shared/languages.ts';
import { patientReach } from '#slices/reminders/server/index.ts';
import type { sendings } from '../contract.ts';
import { handedSecret, messageOf, paperPath } from './link.ts';
import { isOpen, mustFindSending } from './rows.ts';

export const linkToHand: Verb<typeof sendings, 'linkToHand'> = async (ctx, { sendingId }) => {
  const row = await mustFindSending(ctx, sendingId);
  if (row.sent_by_id !== ctx.actor.id) return ctx.fail('notYours');
  const patientId = row.patient_id;
  const reach = await patientReach(ctx, patientId);
  if (!reach?.linkAddress || row.state !== 'handed' || !isOpen(ctx, row)) return ctx.fail('notToHand');
  const link = `${reach.linkAddress}${paperPath}#${handedSecret(ctx, sendingId)}`;
  if (row.way !== 'hand') return { patientId, link };
  // the number in the chart was corrected since
  if (reach.mobile !== row.address) return ctx.fail('notToHand');
  const { clinic, phone } = reach;
  const language = row.language as Language;
  const { text } = messageOf(ctx, { clinic, phone, language, link, expiresAt: row.expires_at });
  return { patientId, link, whatsApp: whatsAppLink(row.address, text) };
};
