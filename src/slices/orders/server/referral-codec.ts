import type { ServiceRequest } from '@medplum/fhirtypes';
import { addDays } from '#platform/shared/time.ts';
import { conceptWords } from '#slices/records/server/index.ts';
import type { Referral } from '../contract.ts';
import { extensionText, idOf } from './fhir-parts.ts';
import { kindOf } from './order-codec.ts';

/** What the record says became of a referral. */
export interface Came {
  appointmentAt?: string;
  answer?: NonNullable<Referral['answer']>;
}

interface Known extends Came {
  /** The favourite's in the reader's language. */
  label: string | undefined;
  now: string;
  /** The clinic's day. */
  today: string;
  /** When it was to be arranged, while that is open. */
  dueAt: string | undefined;
}

/** A referral as the contract tells it: nothing but what the record holds. */
export function referralOf(order: ServiceRequest, known: Known): Referral {
  const isOurs = kindOf(order) === 'referral';
  const occurs = order.occurrenceDateTime ?? order.occurrencePeriod?.start;
  const appointmentAt = known.appointmentAt ?? occurs;
  const state = stateOfReferral(order, { ...known, appointmentAt });
  const item = known.label ?? conceptWords(order.code);
  const to = isOurs ? item : (receiverOf(order) ?? item);
  const question = order.reasonCode?.map(conceptWords).find(Boolean);
  const [note, by] = [order.note?.at(-1)?.text, order.requester?.display];
  const [visitId, cancelledFor] = [idOf(order.encounter), extensionText(order, 'reason')];
  const overdue = overdueOf(state, { ...known, appointmentAt });
  return {
    ...{ id: order.id ?? '', to: to ?? '?', urgent: isUrgent(order), state },
    ...(item && item !== to && { what: item }),
    ...(question && { question }),
    ...(order.authoredOn && { at: order.authoredOn }),
    ...(appointmentAt && { appointmentAt }),
    ...(by && { by }),
    ...(note && { note }),
    ...(state === 'cancelled' && cancelledFor && { cancelledFor }),
    ...(known.answer && { answer: known.answer }),
    ...(overdue && { overdue }),
    ...(visitId && { visitId }),
  };
}

/** To whom another system sent her. */
function receiverOf({ performer, performerType }: ServiceRequest): string | undefined {
  const names = (performer ?? []).flatMap(({ display }) => display ?? []);
  return names.length > 0 ? names.join(', ') : conceptWords(performerType);
}

const isUrgent = ({ priority }: ServiceRequest) => priority !== undefined && priority !== 'routine';

function stateOfReferral(
  order: ServiceRequest,
  { appointmentAt, answer }: { appointmentAt: string | undefined; answer?: unknown },
): Referral['state'] {
  if (order.status === 'entered-in-error') return 'inError';
  if (order.status === 'revoked') return 'cancelled';
  if (answer) return 'answered';
  if (order.status === 'draft') return 'written';
  if (order.status === 'on-hold') return 'onHold';
  if (order.status === 'completed') {
    // at the desk here "done" means that it was sent or booked, elsewhere that all of it is over
    if (kindOf(order) !== 'referral') return 'closed';
    return appointmentAt ? 'appointment' : 'arranged';
  }
  return appointmentAt ? 'appointment' : 'asked';
}

/** Days that a specialist has for an answer, and after which nobody waits for one any more. */
const answerDays = { from: 14, to: 90 } as const;

function overdueOf(
  state: Referral['state'],
  { now, today, dueAt, appointmentAt }: Pick<Known, 'now' | 'today' | 'dueAt' | 'appointmentAt'>,
): Referral['overdue'] {
  if (state === 'asked' && dueAt !== undefined && Date.parse(dueAt) < Date.parse(now)) return 'arranging';
  if (state !== 'appointment' || appointmentAt === undefined) return undefined;
  // of a month or a year alone the first day is as good as any
  const day = `${appointmentAt.slice(0, 10)}-01-01`.slice(0, 10);
  const isLate = addDays(day, answerDays.from) < today && addDays(day, answerDays.to) >= today;
  return isLate ? 'answer' : undefined;
}
