import type { CallOf } from '#platform/shared/contract.ts';
import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { mainSteps } from '#slices/front-desk/shared/steps.ts';
import { records } from '#slices/records/contract.ts';
import { type OrderDetail, orders } from '#slices/orders/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import type { Dice } from './dice.ts';
import type { CastVisit } from './plan.ts';
import type { Stage } from './stage.ts';

/** Minutes from arrival at which each thing happened in a visit that took its ordinary course. */
const course = {
  greeted: 3,
  checkedIn: 7,
  roomed: 13,
  measured: 18,
  ready: 20,
  seen: 26,
  signed: 40,
  performed: 46,
  paid: 52,
};

/** One visit on the way: when each step was, never later than now. */
interface Act {
  stage: Stage;
  visit: CastVisit;
  visitId: string;
  chance: Dice;
  at(step: keyof typeof course): number;
  reached(step: (typeof mainSteps)[number]): boolean;
}

/** Plays a visit up to where the plan has it now. */
export async function playVisit(
  stage: Stage,
  visit: CastVisit,
  bookedId: string | undefined,
  nowMs: number,
  chance: Dice,
): Promise<void> {
  const { play } = stage;
  if (visit.fate === 'expected') return;
  if (visit.fate === 'noShow' && bookedId) {
    await play('frontdesk', nowMs, scheduling, 'markNoShow', { visitId: bookedId }).catch(() => undefined);
    return;
  }
  if (visit.fate === 'cancelled' && bookedId) {
    const reason = stage.clinic.language === 'id' ? 'Ada keperluan keluarga' : 'Family matter';
    await play('frontdesk', nowMs, scheduling, 'cancelBooking', {
      visitId: bookedId,
      reason,
      askedBy: 'patient',
    });
    return;
  }
  const visitId = await arrive(stage, visit, bookedId);
  const end = mainSteps.indexOf(stepOf(visit.fate));
  // soon after midnight less time has gone by than a visit takes
  const pace = Math.min(1, (nowMs - visit.arrivedMs) / (course.paid * 60_000));
  const act: Act = {
    stage,
    visit,
    visitId,
    chance,
    at: (step) =>
      Math.round(visit.arrivedMs + course[step] * 60_000 * (isDone(visit) ? pace : paceOf(visit, nowMs))),
    reached: (step) => mainSteps.indexOf(step) <= end,
  };
  await playFrontDesk(act);
  if (act.reached('roomed')) await playRooming(act);
  if (act.reached('withProvider')) await playConsultation(act);
  if (act.reached('pharmacy')) await playCheckout(act);
  if (visit.fate === 'leftUnseen') {
    const reason =
      stage.clinic.language === 'id' ? 'Tidak bisa menunggu lebih lama' : 'Could not wait any longer';
    await play('frontdesk', act.at('seen'), frontDesk, 'leaveUnseen', { visitId, reason });
  }
  if (visit.fate === 'steppedOut')
    await play('frontdesk', act.at('roomed'), frontDesk, 'stepOut', { visitId });
}

function isDone(visit: CastVisit): boolean {
  return visit.fate === 'left' || visit.fate === 'checkout' || visit.fate === 'pharmacy';
}

/** A visit that is under way must have its last step before now. */
function paceOf(visit: CastVisit, nowMs: number): number {
  const last = {
    tasks: 'signed',
    withProvider: 'seen',
    ready: 'ready',
    vitalsDone: 'measured',
    roomed: 'roomed',
  } as const;
  const step = visit.fate in last ? last[visit.fate as keyof typeof last] : 'seen';
  return Math.min(1, (nowMs - visit.arrivedMs) / ((course[step] + 1) * 60_000));
}

function stepOf(fate: CastVisit['fate']): (typeof mainSteps)[number] {
  if (fate === 'leftUnseen' || fate === 'steppedOut') return 'waiting';
  return fate === 'noShow' || fate === 'cancelled' ? 'expected' : fate;
}

async function arrive({ play }: Stage, visit: CastVisit, bookedId: string | undefined): Promise<string> {
  if (bookedId) {
    await play('frontdesk', visit.arrivedMs, frontDesk, 'arrive', { visitId: bookedId });
    return bookedId;
  }
  const { patientId, visitTypeCode, reason } = visit;
  const taken = await play('frontdesk', visit.arrivedMs, frontDesk, 'takeWalkIn', {
    patientId,
    visitTypeCode,
    reason,
  });
  return taken.visitId;
}

async function playFrontDesk(act: Act): Promise<void> {
  const { stage, visit, visitId } = act;
  const { play } = stage;
  if (!act.reached('registering')) return;
  await play('frontdesk', act.at('greeted'), frontDesk, 'moveVisit', { visitId, to: 'registering' });
  if (!act.reached('waiting')) return;
  const { banner } = await play('frontdesk', act.at('greeted'), records, 'readPatient', {
    patientId: visit.patientId,
  });
  const said = {
    name: banner.name,
    recordNumber: banner.recordNumber,
    ...(banner.birthDate && { birthDate: banner.birthDate }),
  };
  await play('frontdesk', act.at('greeted'), frontDesk, 'identifyPatient', { visitId, said });
  const { forms, guardian, child } = await play('frontdesk', act.at('greeted'), frontDesk, 'readVisit', {
    visitId,
  });
  const signer =
    guardian && child
      ? { name: guardian.name, relationship: 'mother' as const }
      : { name: banner.name, relationship: 'self' as const };
  await play('frontdesk', act.at('checkedIn'), frontDesk, 'checkIn', {
    visitId,
    reason: visit.reason,
    consents: forms
      .filter((form) => form.state === 'needed')
      .map(({ code, version, language }) => ({
        code,
        version,
        language,
        decision: 'signed' as const,
        signer,
      })),
    payerId: 'self-pay',
    contactConfirmed: true,
    ...(child && { guardian: signer }),
  });
}

async function playRooming(act: Act): Promise<void> {
  const { stage, visit, visitId, chance } = act;
  const { play } = stage;
  await play('clinical', act.at('roomed'), frontDesk, 'roomVisit', { visitId });
  if (!act.reached('vitalsDone')) return;
  const high = chance.chance(20);
  await recordVitals(act, {
    bloodPressure: [
      {
        systolic: String((high ? 142 : 112) + chance.roll(14)),
        diastolic: String((high ? 88 : 70) + chance.roll(9)),
        position: 'sitting',
      },
    ],
    pulse: { value: String(66 + chance.roll(24)) },
    breathing: { value: String(14 + chance.roll(5)) },
    temperature: {
      value: `36.${2 + chance.roll(8)}`,
      unit: 'Cel',
      site: stage.clinic.country === 'ID' ? 'axillary' : 'oral',
    },
    oxygenSaturation: { value: String(96 + chance.roll(4)), onOxygen: false },
    weight: { value: `${54 + chance.roll(30)}.${chance.roll(10)}`, unit: 'kg' },
    height: { value: String(152 + chance.roll(28)), unit: 'cm' },
    pain: { value: String(chance.roll(4)), tool: 'nrs' },
  });
  if (act.reached('ready'))
    await play('clinical', act.at('ready'), frontDesk, 'moveVisit', { visitId, to: 'ready' });
  if (visit.fate === 'vitalsDone') return;
}

/** What looks odd (a child's figures are an adult's here) was read again and is right. */
async function recordVitals({ stage, visitId, at }: Act, values: Parameters<typeof enter>[2]): Promise<void> {
  const enter2 = async (confirmed: string[]) => {
    const { setId, tellClinicianNow, visit } = await enter(stage, visitId, values, at('measured'), confirmed);
    const staffId = visit.clinicians[0]?.staffId;
    // told at once, as it should be: nobody's visit waits for it
    if (tellClinicianNow && staffId)
      await stage.play('clinical', at('measured'), vitals, 'recordNotice', {
        setId,
        staffId,
        readBack: true,
      });
  };
  try {
    await enter2([]);
  } catch (error) {
    const findings = (error as { details?: { findings?: { id: string }[] } }).details?.findings;
    if (!findings) throw error;
    await enter2(findings.map((one) => one.id));
  }
}

function enter(
  stage: Stage,
  visitId: string,
  values: CallOf<typeof vitals, 'recordVitals'>['values'],
  atMs: number,
  confirmed: string[],
) {
  return stage.play('clinical', atMs, vitals, 'recordVitals', { visitId, values, confirmed });
}

async function playConsultation(act: Act): Promise<void> {
  const { stage, visit, visitId, chance } = act;
  const { play } = stage;
  const who = visit.physician === 0 ? 'physician' : 'physician2';
  await play(who, act.at('seen'), orders, 'startConsultation', { visitId });
  if (!act.reached('tasks')) return;
  const inIndonesian = stage.clinic.language === 'id';
  const text = inIndonesian
    ? 'Keadaan umum baik. Pemeriksaan sesuai keluhan. Diberi penjelasan dan dianjurkan istirahat.'
    : 'Well appearing. Examination fits the complaint. Explained, advised rest and fluids.';
  await play(who, act.at('seen') + 60_000, orders, 'keepNote', { visitId, text, version: 0 });
  const code = chance.pick(['J06.9', 'I10', 'J02.9']);
  await play(who, act.at('seen') + 120_000, orders, 'addDiagnosis', { visitId, code });
  const { favourites } = await play(who, act.at('seen'), orders, 'favourites', {});
  const favourite = favourites.find((one) => one.kind === (visit.fate === 'tasks' ? 'test' : 'medicine'));
  // one who stands at the cashier has nothing left that an assistant would do first
  if (favourite && visit.fate !== 'checkout') {
    await play(who, act.at('signed') - 60_000, orders, 'placeOrder', {
      visitId,
      detail: handedOut(favourite.detail, visit.fate === 'pharmacy'),
      allergyOverride: inIndonesian ? 'Sudah ditanyakan ulang' : 'Asked again, tolerated before',
    });
  }
  await play(who, act.at('signed'), orders, 'signVisit', { visitId });
}

/** Whether the clinic's own pharmacy gives it. */
function handedOut(detail: OrderDetail, dispensedHere: boolean): OrderDetail {
  return detail.kind === 'medicine' ? { ...detail, medicine: { ...detail.medicine, dispensedHere } } : detail;
}

async function playCheckout(act: Act): Promise<void> {
  const { stage, visitId } = act;
  const { play } = stage;
  const bill = await play('frontdesk', act.at('paid'), bookkeeping, 'checkout', { visitId });
  const inIndonesian = stage.clinic.language === 'id';
  const owes = act.visit.startMinutes === -180;
  await play('frontdesk', act.at('paid'), bookkeeping, 'settleVisit', {
    visitId,
    seenTotal: bill.total,
    payments: owes ? [] : [{ method: 'cash', tendered: bill.patientPart }],
    ...(owes && { unpaidReason: inIndonesian ? 'Akan transfer besok' : 'Will pay by transfer tomorrow' }),
  });
  if (act.visit.fate !== 'left') return;
  const { step } = await play('frontdesk', act.at('paid'), frontDesk, 'readVisit', { visitId });
  if (step !== 'left')
    await play('frontdesk', act.at('paid') + 60_000, frontDesk, 'moveVisit', { visitId, to: 'left' });
}
