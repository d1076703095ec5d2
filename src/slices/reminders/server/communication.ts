import type { Communication } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { instantOf, epochMsOf } from '#platform/shared/time.ts';
import type { MessageCode, MessageState } from '../contract.ts';
import { withoutLink } from './text.ts';

const ours = 'https://serambi.health/fhir';
const modes: Record<string, { code: string; display: string }> = {
  email: { code: 'EMAILWRIT', display: 'email' },
  sms: { code: 'SMSWRIT', display: 'SMS message' },
  whatsapp: { code: 'WRITTEN', display: 'written' },
};
/** `handed` is no `completed`: whether it was sent is known to WhatsApp alone. */
const statuses: Partial<Record<MessageState, Communication['status']>> = {
  accepted: 'completed',
  delivered: 'completed',
  failed: 'not-done',
  handed: 'in-progress',
  called: 'completed',
  stopped: 'stopped',
};

/** Writes what became of a message into the patient's record, under the message's own id. */
export async function writeCommunication(ctx: Context, messageId: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('reminders_message')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();
  const status = statuses[row.state as MessageState];
  if (!status) return;
  const mode = modes[row.channel ?? ''];
  const before = await ctx.record.read('Communication', messageId);
  const sentAt = before?.sent ?? (row.state === 'accepted' ? ctx.now : undefined);
  await ctx.record.put<Communication>({
    ...{ resourceType: 'Communication', id: messageId, status },
    identifier: [{ system: `${ours}/reminder`, value: messageId }],
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/communication-category', code: 'reminder' },
        ],
        text: row.kind,
      },
    ],
    ...(status === 'not-done' && { statusReason: { text: row.code as MessageCode } }),
    ...(mode && {
      medium: [
        {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode', ...mode }],
          ...(row.channel === 'whatsapp' && { text: 'WhatsApp' }),
        },
      ],
    }),
    subject: { reference: `Patient/${row.patient_id}` },
    recipient: [{ reference: `Patient/${row.patient_id}` }],
    about: [{ reference: `Appointment/${row.visit_id}` }],
    ...(sentAt && { sent: instantOf(epochMsOf(sentAt)) }),
    ...(row.state === 'delivered' && { received: instantOf(epochMsOf(row.ended_at ?? ctx.now)) }),
    payload: [{ contentString: withoutLink(row.text) }],
  });
}
