import type { Communication } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { idOf } from '#platform/server/record/reference-id.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { VitalsSet } from '../contract.ts';
import { concept, extensions, own } from './codes.ts';

type Notice = VitalsSet['notices'][number];

const thing = 'communication-category';
const code = 'critical-vital-signs';

/** The notice of a critical set to a clinician: whom, when, by whom, and whether the values were read back. */
export function noticeResource(
  ctx: Context,
  about: { setId: string; patientId: string; visitId: string | undefined },
  told: Omit<Notice, 'toldBy'> & { practitionerId?: string | null },
): Communication {
  const recipient = told.practitionerId
    ? { reference: `Practitioner/${told.practitionerId}`, display: told.toldTo }
    : { display: told.toldTo };
  return {
    resourceType: 'Communication',
    status: 'completed',
    category: [concept(own(thing, code))],
    priority: 'stat',
    subject: { reference: `Patient/${about.patientId}` },
    ...(about.visitId && { encounter: { reference: `Encounter/${about.visitId}` } }),
    about: [{ reference: `Observation/${about.setId}` }],
    sent: told.toldAt,
    sender: authorOf(ctx),
    recipient: [recipient],
    extension: [{ url: extensions.readBack, valueBoolean: told.readBack }],
    ...(told.note && { note: [{ text: told.note, time: ctx.now }] }),
  };
}

/** A notice and the set that it is about. */
export function noticeOf(communication: Communication): Notice & { setId: string } {
  const { about, recipient, sender, sent, extension, note } = communication;
  const text = note?.[0]?.text;
  return {
    setId: idOf(about?.[0]?.reference) ?? '',
    toldTo: recipient?.[0]?.display ?? '',
    toldAt: new Date(sent ?? communication.meta?.lastUpdated ?? 0).toISOString(),
    toldBy: sender?.display ?? '',
    readBack: extension?.find(({ url }) => url === extensions.readBack)?.valueBoolean ?? false,
    ...(text && { note: text }),
  };
}

/** All notices about one set. */
export async function noticesOfSet(ctx: Context, setId: string): Promise<Notice[]> {
  const observation = await ctx.record.read('Observation', setId);
  const visitId = idOf(observation?.encounter?.reference);
  if (visitId === undefined) return [];
  return (await noticesOfVisit(ctx, visitId)).filter((one) => one.setId === setId);
}

/** All notices of a visit, oldest first. */
export async function noticesOfVisit(ctx: Context, visitId: string): Promise<(Notice & { setId: string })[]> {
  const found = await ctx.record.search('Communication', {
    where: [
      { param: 'encounter', reference: `Encounter/${visitId}` },
      { param: 'category', token: `${own(thing, code).system}|${code}` },
    ],
  });
  return found.map(noticeOf).sort((a, b) => (a.toldAt < b.toldAt ? -1 : 1));
}
