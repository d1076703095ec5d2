import type { Context } from '#platform/server/context.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { zonedDay } from '#platform/shared/time.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import { visitOf, visitsOfDay } from '#slices/front-desk/server/index.ts';
import { patientCard, spokenAgrees } from '#slices/records/server/index.ts';
import { isEnoughOfName } from '../shared/name-words.ts';
import { readingsOf } from '../shared/scan.ts';

export interface Found {
  visit: VisitState;
  /** Kinds of identifiers that agreed, two at least. */
  agreed: string[];
  /** Two of them she said herself: a code in her hand tells the booking, and not who holds it. */
  identifies: boolean;
}

/** Steps at which somebody may still check herself in. */
export const beforeCounter: ReadonlySet<string> = new Set([
  'expected',
  'noShow',
  'arrived',
  'registering',
  'waiting',
]);

/**
 * The visit of today whose patient this is. Nobody, two people, a closed chart, and a visit that is over answer alike:
 * undefined. A no-show who came after all is for the desk, which asks for the reason.
 */
export async function findToday(
  ctx: Context,
  said: { name: string; number: string; birthDate: string },
): Promise<Found | undefined> {
  const rows = await visitsOfDay(ctx, zonedDay(ctx.now, ctx.clinic.zone));
  const open = rows.filter((row) => beforeCounter.has(row.step));
  const cards = await patientCard(ctx, [...new Set(open.map((row) => row.patient_id))]);
  const found = new Map<string, string[]>();
  for (const card of cards.values()) {
    // the birth date alone leaves few, and is told to nobody
    if (card.birthDate !== said.birthDate || !card.active || card.deceased) continue;
    const agreed = await agreedOf(ctx, card, said);
    if (agreed) found.set(card.id, agreed);
  }
  const [match, second] = [...found];
  if (!match || second) return undefined;
  const [patientId, agreed] = match;
  const hers = open.filter((row) => row.patient_id === patientId && row.step !== 'noShow');
  const [visit, other] = hers;
  if (!visit || other) return undefined;
  return { visit: await visitOf(ctx, visit.visit_id, true), agreed, identifies: true };
}

/** What she said that agrees with the chart of a link's visit, its birth date among it; undefined where anything differs. */
export async function agreesWithVisit(
  ctx: Context,
  visit: VisitState,
  said: { name?: string; birthDate: string },
): Promise<string[] | undefined> {
  const card = (await patientCard(ctx, [visit.patientId])).get(visit.patientId);
  if (!card?.active || card.deceased) return undefined;
  const { name, birthDate } = said;
  const { agreed, differs } = await spokenAgrees(ctx, card.id, { birthDate, ...(name && { name }) });
  if (differs.length > 0 || !agreed.includes('birthDate')) return undefined;
  return agreed.filter((kind) => kind !== 'name' || isEnoughOfName(name ?? '', card.name));
}

async function agreedOf(
  ctx: Context,
  card: { id: string; name: string },
  { name, number, birthDate }: { name: string; number: string; birthDate: string },
): Promise<string[] | undefined> {
  const readings = number ? readingsOf(number) : [{}];
  for (const reading of readings) {
    const spoken = { birthDate, ...(name && { name }), ...reading };
    const { agreed, differs } = await spokenAgrees(ctx, card.id, spoken);
    const counting = agreed.filter((kind) => kind !== 'name' || isEnoughOfName(name, card.name));
    if (differs.length === 0 && counting.length >= 2) return counting;
  }
  return undefined;
}

/** A visit, held unless it is only read; undefined for one whose booking went. */
export async function visitIfThere(
  ctx: Context,
  visitId: string,
  lock = true,
): Promise<VisitState | undefined> {
  try {
    return await visitOf(ctx, visitId, lock);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined;
    throw error;
  }
}
