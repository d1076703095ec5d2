import type { Context } from '#platform/server/context.ts';
import type { OpenVerb } from '#platform/server/identity/open-verb.ts';
import { printPaper } from '#platform/server/print/print-paper.ts';
import { readStation } from '#platform/server/print/stations.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { zonedDay } from '#platform/shared/time.ts';
import type { VisitState } from '#slices/front-desk/contract.ts';
import {
  checkInVisit,
  formsOf,
  isChild,
  keepConsents,
  readingLanguage,
  visitOf,
} from '#slices/front-desk/server/index.ts';
import { coveragesOf, selfPay } from '#slices/insurance/server/index.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { checkIn } from '../contract.ts';
import { arriveHere } from './arrive-here.ts';
import { isPicture } from './pictures.ts';
import { endSession, inSession, type Session } from './sessions.ts';

type Input = InputOf<typeof checkIn, 'finish'>;

interface Finished {
  outcome: 'queued' | 'desk' | 'prepared';
  queueNumber?: string;
  waitingBefore?: number;
  slip?: { paperId: string; station: string };
}

/** Keeps what was signed, and gives a number where nothing is open; otherwise the desk goes on from there. */
export const finish: OpenVerb<typeof checkIn, 'finish'> = async (ctx, input) => {
  const { answer, clinic } = await inSession(ctx, input.session, 'checkIn.finish', (inside, session) =>
    finishInside(inside, session, input),
  );
  const { slip, ...told } = answer;
  return { ...told, printed: slip !== undefined && (await printSlip(ctx, clinic, slip)) };
};

async function finishInside(ctx: Context, session: Session, input: Input): Promise<Finished> {
  let visit = await visitOf(ctx, session.visit_id, true);
  await keepSigned(ctx, session, visit, input);
  const hereNow = session.way === 'kiosk' || (input.here && visit.day === zonedDay(ctx.now, ctx.clinic.zone));
  await endSession(ctx, session.id, true);
  if (!hereNow) return { outcome: 'prepared' };
  const arrived = await arriveHere(ctx, visit);
  if (!arrived) return { outcome: 'desk' };
  visit = arrived;
  if (visit.queueNumber) return { outcome: 'queued', queueNumber: visit.queueNumber };
  // a link on a phone is no check of who holds it: the desk asks for two identifiers
  if (session.way === 'phone') return { outcome: 'desk' };
  const ready = await whatIsReady(ctx, visit, input);
  if (!ready) return { outcome: 'desk' };
  const done = await checkInVisit(ctx as never, { visitId: visit.visitId, consents: [], ...ready });
  const station = await stationOf(ctx, session);
  return {
    ...{ outcome: 'queued', queueNumber: done.queueNumber, waitingBefore: done.waitingBefore },
    ...(station && { slip: { paperId: done.slipId, station } }),
  };
}

/** What the desk would ask before it checks her in; undefined where something is still to be asked. */
async function whatIsReady(ctx: Context, visit: VisitState, input: Input) {
  const reason = input.reason || visit.reason;
  if (!reason || !visit.identified) return undefined;
  const card = (await patientCard(ctx, [visit.patientId])).get(visit.patientId);
  const { signer } = input;
  const guardian =
    signer.relationship !== 'self' && signer.name
      ? { name: signer.name, relationship: signer.relationship }
      : undefined;
  if (isChild(card?.birthDate, visit.day) && !guardian) return undefined;
  const forms = await formsOf(ctx, visit.patientId, readingLanguage(ctx, card?.language), visit.visitId);
  if (forms.some((form) => form.required && form.state === 'needed')) return undefined;
  const payer = await payerOfKey(ctx, visit.patientId, input.payerKey);
  if (!payer) return undefined;
  const { contactConfirmed } = input;
  return { reason, contactConfirmed, ...payer, ...(guardian && { guardian }) };
}

async function payerOfKey(ctx: Context, patientId: string, key: string) {
  if (key === selfPay(ctx).id) return { payerId: key };
  const hers = (await coveragesOf(ctx, patientId)).find((one) => one.id === key && one.state === 'active');
  return hers && { payerId: hers.payer.id, coverageId: hers.id };
}

async function keepSigned(ctx: Context, session: Session, visit: VisitState, input: Input): Promise<void> {
  const card = (await patientCard(ctx, [visit.patientId])).get(visit.patientId);
  const name = input.signer.name || (input.signer.relationship === 'self' ? (card?.name ?? '') : '');
  if (input.consents.length > 0 && !name) return refuseField('signer.name', 'checkIn_field_signer');
  const consents = input.consents.map(({ signature, ...one }, at) => {
    if (!signature) return { ...one, signer: { ...input.signer, name }, witness: session.place || 'Serambi' };
    if (!isPicture('image/png', Buffer.from(signature, 'base64')))
      return refuseField(`consents.${at}.signature`, 'checkIn_field_signature');
    return {
      ...one,
      signer: { ...input.signer, name },
      witness: session.place || 'Serambi',
      signature: { contentType: 'image/png', data: signature, creation: ctx.now },
    };
  });
  await keepConsents(ctx, visit, consents);
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
