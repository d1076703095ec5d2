import type { Communication } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { SendingRow } from './rows.ts';

const system = 'https://serambi.health/fhir/sending';
const mode = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode';
const statuses: Record<string, Communication['status']> = {
  waiting: 'in-progress',
  // whether a person has sent it is known to her alone, until it is opened
  handed: 'in-progress',
  sent: 'completed',
  delivered: 'completed',
  unclear: 'unknown',
  failed: 'not-done',
};

/** Writes a sending into the patient's record, under its own id: that she was given a paper, how and when. */
export async function writeCommunication(ctx: Context, row: SendingRow): Promise<void> {
  const status = statusOf(row);
  await ctx.record.put<Communication>({
    ...{ resourceType: 'Communication', id: row.id, status },
    identifier: [{ system, value: row.id }],
    ...(row.state === 'failed' && { statusReason: { text: row.code ?? '' } }),
    ...(row.way === 'email' && {
      medium: [{ coding: [{ system: mode, code: 'EMAILWRIT', display: 'email' }] }],
    }),
    subject: { reference: `Patient/${row.patient_id}` },
    recipient: [{ reference: `Patient/${row.patient_id}` }],
    sent: instantOf(epochMsOf(row.sent_at)),
    ...(row.first_opened_at && { received: instantOf(epochMsOf(row.first_opened_at)) }),
    payload: [{ contentString: row.title }],
  });
}

function statusOf({ openings, ended_at: endedAt, state }: SendingRow): Communication['status'] {
  if (openings > 0) return 'completed';
  return endedAt ? 'stopped' : (statuses[state] ?? 'unknown');
}
