import type { Context } from '#platform/server/context.ts';
import { makeDoor } from './doors.ts';
import { loadSettings, type Settings } from './settings.ts';
import { hasLink } from './text.ts';

/** The page that a patient's link opens. The secret stands behind `#`, which no server writes into its log. */
export const answerPath = '/answer';

const purposeOf = (messageId: string) => `reminders.link ${messageId}`;

/** The link of one message; undefined where the clinic has no address that patients reach. */
export function linkOf(ctx: Context, { rules }: Settings, messageId: string): string | undefined {
  if (!rules.linkAddress) return undefined;
  return `${rules.linkAddress}${answerPath}#${ctx.secrets.derive(purposeOf(messageId))}`;
}

/** Lets the link of a message be used until the visit begins. */
export async function openLinkDoor(
  ctx: Context,
  message: { id: string; text: string; startsAt: string },
): Promise<void> {
  if (!hasLink(message.text)) return;
  const secret = ctx.secrets.derive(purposeOf(message.id));
  await makeDoor(ctx, { secret, purpose: 'link', subject: message.id, expiresAt: message.startsAt });
}

/**
 * The visit that a patient's link is about and whom it was sent to, by what its door leads to; undefined for a message
 * that is gone. The booking may be somebody else's by now.
 */
export async function visitOfLink(
  ctx: Context,
  messageId: string,
): Promise<{ visitId: string; patientId: string } | undefined> {
  const message = await ctx.db
    .selectFrom('reminders_message')
    .select(['visit_id', 'patient_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', messageId)
    .executeTakeFirst();
  return message && { visitId: message.visit_id, patientId: message.patient_id };
}

/** Where patients reach this clinic from outside, without a slash at the end; empty where nobody has said. */
export async function linkAddress(ctx: Context): Promise<string> {
  return (await loadSettings(ctx)).rules.linkAddress;
}
