import type { Context } from '#platform/server/context.ts';
import type { Language } from '#platform/shared/languages.ts';
import { contactOf } from '#slices/records/server/index.ts';
import type { Channel, Reach } from '../shared/ways.ts';
import { silentChoices } from './letters.ts';

export interface Recipient extends Reach {
  patientId: string;
  language: Language;
  /** The zone whose nights are quiet. */
  zone: string;
  ownZone: string | null;
  /** Nobody writes to who has died, or whose chart is closed or was joined to another. */
  current: boolean;
}

/** A patient as a reader of reminders; undefined where the clinic has no such patient. */
export async function recipientOf(ctx: Context, patientId: string): Promise<Recipient | undefined> {
  const contact = await contactOf(ctx, patientId);
  if (!contact) return undefined;
  const own = await ctx.db
    .selectFrom('reminders_patient')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
  const choices = await choicesOf(ctx, patientId);
  const asked = contact.contactBy === 'sms' || contact.contactBy === 'email' ? contact.contactBy : undefined;
  return {
    patientId,
    language: languageFor(contact.language, ctx.clinic.language),
    zone: own?.zone ?? ctx.clinic.zone,
    ownZone: own?.zone ?? null,
    current: contact.current,
    mobile: contact.mobile,
    email: contact.email,
    preferred: (own?.preferred as Channel | null | undefined) ?? asked,
    // a STOP that came before anybody knew whose number it is holds until she says otherwise
    choices: {
      ...(await silentChoices(ctx, contact.mobile)),
      ...Object.fromEntries(choices.map((one) => [one.channel, one.allowed])),
    },
  };
}

export async function choicesOf(ctx: Context, patientId: string) {
  return ctx.db
    .selectFrom('reminders_choice')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .orderBy('channel')
    .execute();
}

/** Writes down what a patient said of one channel; the last word holds. */
export async function putChoice(
  ctx: Context,
  said: { patientId: string; channel: Channel; allowed: boolean; way: 'link' | 'text' | 'desk' },
): Promise<void> {
  const { patientId, channel, allowed, way } = said;
  const row = { allowed, way, said_at: ctx.now, written_by: way === 'desk' ? ctx.actor.name : way };
  await ctx.db
    .insertInto('reminders_choice')
    .values({ clinic_id: ctx.clinic.id, patient_id: patientId, channel, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'patient_id', 'channel']).doUpdateSet(row))
    .execute();
  ctx.note('reminders.choice', {
    patientId,
    details: { channel, allowed: String(allowed), way },
  });
}

/** The patient's own language where we write it, else the clinic's. */
function languageFor(spoken: string | undefined, clinic: Language): Language {
  if (/^(id|in|ms|jv|su)\b/.test(spoken ?? '')) return 'id';
  return spoken?.startsWith('en') ? 'en' : clinic;
}
