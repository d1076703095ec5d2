import type { Context } from '#platform/server/context.ts';
import { type StoredPaper, readPaper } from '#platform/server/print/store.ts';
import { joinedInto } from '#platform/server/record/joined.ts';
import type { PatientCard } from '#slices/records/contract.ts';
import { cardOf } from '#slices/records/server/index.ts';
import { type PatientReach, patientReach } from '#slices/reminders/server/index.ts';
import type { OfferedWay } from '../contract.ts';
import type { Way } from '../shared/ways.ts';

type Sends = Context<'birthDateNeeded' | 'notCurrent' | 'otherPatient' | 'draft' | 'notForPatients'>;

export interface Reached {
  patientId: string;
  stored: StoredPaper;
  card: PatientCard;
  reach: PatientReach;
}

/**
 * A paper that may be sent, and the patient who can be sent it. Refuses a paper of the house, of somebody else, or that is
 * a draft; a chart without a birth date by day, since the link asks for it; and somebody to whom nobody writes any more.
 * @param lock holds the paper, so that two who give it out get two numbers
 */
export async function mustReach(
  ctx: Sends,
  asked: { patientId: string; paperId: string },
  lock = false,
): Promise<Reached> {
  const stored = await readPaper(ctx, asked.paperId, lock);
  const patientId = await nowOf(ctx, asked.patientId);
  const card = await cardOf(ctx, patientId);
  // a paper stays with the chart that it was made in, and the patient may be another chart's by now
  if (!stored.patientId || (await nowOf(ctx, stored.patientId)) !== patientId)
    return ctx.fail('otherPatient');
  if (!stored.patientPart) return ctx.fail('notForPatients');
  if (stored.paper.provisional) return ctx.fail('draft');
  const reach = await patientReach(ctx, patientId);
  if (!reach?.current) return ctx.fail('notCurrent');
  if (card.birthDate?.length !== 10) return ctx.fail('birthDateNeeded');
  return { patientId, stored, card, reach };
}

async function nowOf(ctx: Context, patientId: string): Promise<string> {
  return (await joinedInto(ctx, [patientId])).get(patientId) ?? patientId;
}

const usual: readonly Way[] = ['text', 'email', 'hand', 'code'];
/** WhatsApp is by hand where no machine sends it. */
const preferring: Partial<Record<string, readonly Way[]>> = {
  email: ['email', 'text', 'hand', 'code'],
  whatsapp: ['text', 'hand', 'email', 'code'],
};

/** All ways with what shuts them, the one that she prefers first. */
export function waysOf({ linkAddress, shut, mobile, email, preferred }: PatientReach): OfferedWay[] {
  const noLink = linkAddress === '' ? ('noLink' as const) : undefined;
  const to = { text: mobile ?? '', email: email ?? '', hand: mobile ?? '', code: '' };
  const because = { ...shut, code: undefined };
  return (preferring[preferred ?? ''] ?? usual).map((way) => ({
    ...{ way, to: to[way], because: noLink ?? because[way] },
  }));
}
