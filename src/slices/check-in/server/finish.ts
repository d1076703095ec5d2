import type { Context } from '#platform/server/context.ts';
import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import { printPaper } from '#platform/server/print/print-paper.ts';
import { readStation } from '#platform/server/print/stations.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { zonedDay } from '#platform/shared/time.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import {
  checkInVisit,
  formsOf,
  hasAlert,
  isChild,
  keepSaid,
  readingLanguage,
  visitOf,
} from '#slices/front-desk/server/index.ts';
import { coveragesOf, selfPay } from '#slices/insurance/server/index.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { checkIn } from '../contract.ts';
import { arriveHere } from './arrive-here.ts';
import { keepSigned } from './keep-signed.ts';
import { flagsOf, raiseFlag } from './reason-flags.ts';
import { endSession, endSessions, inSession, type Session } from './sessions.ts';

type Input = InputOf<typeof checkIn, 'finish'>;

interface Finished {
  outcome: 'queued' | 'desk' | 'prepared';
  queueNumber?: string;
  waitingBefore?: number;
  slip?: { paperId: string; station: string };
}

/** Keeps what was signed, and gives a number where nothing is open; otherwise the desk goes on from there. */
export const finish: OpenVerb<typeof checkIn, 'finish'> = async (ctx, input) => {
  const { answer, clinic } = await inSession(ctx, input.session, 'checkIn.finish', (inside, session, visit) =>
    finishInside(inside, session, visit, input),
  );
  const { slip, ...told } = answer;
  return { ...told, printed: slip !== undefined && (await printSlip(ctx, clinic, slip)) };
};

async function finishInside(
  ctx: Context,
  session: Session,
  before: VisitState,
  input: Input,
): Promise<Finished> {
  await keepSigned(ctx, session, before, input);
  await endSession(ctx, session.id, true);
  // the same link opened twice, or a kiosk beside the phone: one of them is enough
  await endSessions(ctx, { visitId: before.visitId });
  const asked = await hearFlags(ctx, session, before, input);
  const guardian = guardianOf(input);
  const payer = await payerOfKey(ctx, before.patientId, input.payerKey);
  const visit = await keepSaid(ctx, before, { reason: input.reason, payer, guardian });
  const hereNow = session.way === 'kiosk' || (input.here && visit.day === zonedDay(ctx.now, ctx.clinic.zone));
  if (!hereNow) return { outcome: 'prepared' };
  const arrived = await arriveHere(ctx, visit);
  // a red flag that nobody has seen to is for people, not for a number
  if (!arrived || !asked || (await hasAlert(ctx, visit.visitId))) return { outcome: 'desk' };
  if (arrived.queueNumber) return { outcome: 'queued', queueNumber: arrived.queueNumber };
  // a link on a phone is no check of who holds it: the desk asks for two identifiers
  if (session.way === 'phone' || !payer || !(await isReady(ctx, arrived, guardian)))
    return { outcome: 'desk' };
  const done = await checkInVisit(ctx as never, {
    ...{ visitId: arrived.visitId, reason: arrived.reason, consents: [], ...payer },
    ...{ contactConfirmed: input.contactConfirmed, ...(guardian && { guardian }) },
  });
  const station = await stationOf(ctx, session);
  return {
    ...{ outcome: 'queued', queueNumber: done.queueNumber, waitingBefore: done.waitingBefore },
    ...(station && { slip: { paperId: done.slipId, station } }),
  };
}

/**
 * Keeps what she answered to the red flags of her reason, and tells of a yes at once.
 * @returns whether she was asked all of them
 */
async function hearFlags(ctx: Context, session: Session, visit: VisitState, input: Input): Promise<boolean> {
  const said = JSON.stringify({ reason: input.reason || visit.reason, flags: input.flags });
  await ctx.db
    .updateTable('check_in_session')
    .set({ said })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', session.id)
    .execute();
  const answers = new Map(input.flags.map((one) => [one.code, one.answer]));
  const flags = await flagsOf(ctx, visit, input.reason);
  for (const flag of flags)
    if (answers.get(flag.code) === 'yes')
      await raiseFlag(ctx, session, await visitOf(ctx, visit.visitId, true), flag);
  return flags.every((flag) => answers.has(flag.code));
}

function guardianOf({ signer: { name, relationship } }: Input) {
  return relationship !== 'self' && name ? { name, relationship } : undefined;
}

/** Whether nothing is left that the desk would ask before it checks her in. */
async function isReady(
  ctx: Context,
  visit: VisitState,
  guardian: { name: string } | undefined,
): Promise<boolean> {
  if (!visit.reason || !visit.identified) return false;
  const card = (await patientCard(ctx, [visit.patientId])).get(visit.patientId);
  if (isChild(card?.birthDate, visit.day) && !guardian) return false;
  const forms = await formsOf(ctx, visit.patientId, readingLanguage(ctx, card?.language), visit.visitId);
  return !forms.some((form) => form.required && form.state === 'needed');
}

async function payerOfKey(ctx: Context, patientId: string, key: string) {
  if (key === selfPay(ctx).id) return { payerId: key };
  const hers = (await coveragesOf(ctx, patientId)).find((one) => one.id === key && one.state === 'active');
  return hers && { payerId: hers.payer.id, coverageId: hers.id };
}

/** The station beside the kiosk, where it prints slips by itself. */
async function stationOf(ctx: Context, session: Session): Promise<string | undefined> {
  if (!session.device_id) return undefined;
  const kiosk = await ctx.db
    .selectFrom('check_in_kiosk')
    .select('station_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('device_id', '=', session.device_id)
    .executeTakeFirst();
  const station = kiosk?.station_id ? await readStation(ctx, kiosk.station_id) : undefined;
  // a browser's own dialog is nobody's in a lobby
  const printer = station?.printers.slip;
  return printer && printer.kind !== 'browser' ? station?.stationId : undefined;
}

/** A dead printer blocks nobody: the number stands on the screen. */
async function printSlip(
  ctx: Parameters<typeof finish>[0],
  clinic: Parameters<typeof ctx.asSystem>[0],
  { paperId, station }: { paperId: string; station: string },
): Promise<boolean> {
  try {
    const printed = await ctx.asSystem(clinic, 'checkIn.printSlip', (inside) =>
      printPaper(inside as never, { paperId, station }),
    );
    return printed.delivery === 'printed' || printed.delivery === 'queued';
  } catch {
    return false;
  }
}
