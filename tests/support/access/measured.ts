import { sql } from 'kysely';
import { work } from '#platform/shared/work-contract.ts';
import { addDays } from '#platform/shared/time.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { orders } from '#slices/orders/contract.ts';
import { advance } from '#slices/front-desk/server/index.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { mustRefuse } from './call.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** A saturation that a clinician must hear of. */
const low = { oxygenSaturation: { value: '86', onOxygen: false } } as const;

/** What was measured on one patient is in no other's chart, log or curve, and a critical value ends by being told alone. */
export async function tryMeasured(ground: Ground): Promise<void> {
  await tryPressures(ground);
  await tryGrowth(ground);
  await tryUntold(ground);
  await tryHeld(ground);
  await tryTargets(ground);
  await tryStandingOrders(ground);
}

async function tryPressures(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const nurse = clinic.as('nurse');
  const measure = (visitId: string, systolic: string) =>
    nurse.call(vitals, 'recordVitals', {
      ...{ visitId, values: { bloodPressure: [{ systolic, diastolic: '76', arm: 'right', cuff: 'adult' }] } },
    });
  await measure(of(own, 'visitId'), '113');
  await measure(of(otherPatient, 'visitId'), '117');
  const { paperId } = await nurse.call(vitals, 'printPressureLog', { patientId: of(own, 'patientId') });
  const { rows } = await clinic.inside(({ db }) =>
    sql<{ body: string }>`SELECT content::text AS body FROM print_paper WHERE id = ${paperId}`.execute(db),
  );
  const body = rows[0]?.body ?? '';
  if (!body.includes('113') || body.includes('117'))
    ground.findings.fault('vitals.printPressureLog: not hers alone');
}

/** Two children, one weight each, on two days. */
async function tryGrowth(ground: Ground): Promise<void> {
  const { clinic, canary, day } = ground.world;
  const child = (name: string, kilograms: string, daysAgo: number) =>
    clinic.inside(async ({ record }) => {
      const { id } = await record.create({
        ...{ resourceType: 'Patient', name: [{ text: `${canary} ${name}` }] },
        ...{ gender: 'female', birthDate: addDays(day, -200) },
      });
      await record.create({
        resourceType: 'Observation',
        status: 'final',
        category: [
          {
            coding: [
              {
                system: 'http://terminology.hl7.org/CodeSystem/observation-category',
                code: 'vital-signs',
              },
            ],
          },
        ],
        code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
        subject: { reference: `Patient/${id}` },
        effectiveDateTime: `${addDays(day, -daysAgo)}T09:00:00Z`,
        valueQuantity: {
          ...{ value: Number(kilograms), unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
        },
      });
      return id;
    });
  const [patientId] = [await child('first', '7.5', 1), await child('second', '8.5', 2)];
  const { charts } = await clinic.as('nurse').call(vitals, 'growthChart', { patientId });
  const weights = charts.flatMap(({ points }) => points.map(({ value }) => value));
  if (weights.length === 0 || weights.some((one) => one !== 7.5))
    ground.findings.fault(`vitals.growthChart: shows ${weights.join(', ')}, not 7.5 alone`);
}

/** No button ends the task of a critical value that nobody has heard. */
async function tryUntold(ground: Ground): Promise<void> {
  const { clinic, own } = ground.world;
  const visitId = of(own, 'visitId');
  const { setId } = await clinic.as('nurse').call(vitals, 'recordVitals', {
    ...{ visitId, values: low },
  });
  const teller = clinic.as('physician');
  const { tasks } = await teller.call(work, 'listMine', { patientId: of(own, 'patientId') });
  const task = tasks.find(({ subject }) => subject === `Observation/${setId}`);
  if (!task) return ground.findings.fault('vitals: nobody is to be told');
  const taskId = task.id;
  await mustRefuse(ground, teller.call(work, 'finishTask', { taskId }), 'platform.notAllowed');
  await clinic.as('nurse').call(vitals, 'recordNotice', { setId, name: 'dr. Ayu', readBack: true });
}

/** Critical values of one hold her visit alone, each of them, and let her go to where she was going. */
async function tryHeld(ground: Ground): Promise<void> {
  const { clinic } = ground.world;
  const [first, second, calm] = [await roomed(ground), await roomed(ground), await roomed(ground)];
  const record = async (visitId: string) =>
    (await clinic.as('nurse').call(vitals, 'recordVitals', { visitId, values: low })).setId;
  const tell = (setId: string) =>
    clinic.as('nurse').call(vitals, 'recordNotice', { setId, name: 'dr. Ayu', readBack: true });
  const stands = async (visitId: string, at: string, what: string) => {
    const { step } = await clinic.as('nurse').call(frontDesk, 'readVisit', { visitId });
    if (step !== at) ground.findings.fault(`frontDesk: ${what} is at ${step}, not at ${at}`);
  };
  const [one, another, others] = [await record(first), await record(first), await record(second)];
  await clinic.inside((ctx) => advance(ctx, first, 'left'));
  await clinic.inside((ctx) => advance(ctx, second, 'checkout'));
  await clinic.as('nurse').call(frontDesk, 'moveVisit', { visitId: calm, to: 'checkout' });
  await stands(calm, 'checkout', 'one without a critical value');
  await tell(one);
  await stands(first, 'roomed', 'one of whom a second value is untold');
  await tell(others);
  await stands(second, 'checkout', 'one whose value was told');
  await stands(first, 'roomed', 'one while another’s value was told');
  await tell(another);
}

async function roomed({ world: { clinic, own, canary } }: Ground): Promise<string> {
  const { id } = await clinic.inside(({ record }) =>
    record.create({ resourceType: 'Patient', name: [{ text: canary }], gender: 'male' }),
  );
  const { visitId } = await clinic.as('frontDesk').call(frontDesk, 'takeWalkIn', {
    ...{ patientId: id, visitTypeCode: of(own, 'visitTypeCode'), priority: 'emergency' },
  });
  await clinic.as('nurse').call(frontDesk, 'roomVisit', { visitId });
  return visitId;
}

/** What was ordered for one patient is no target of another. */
async function tryTargets(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  await clinic.as('physician').call(vitals, 'orderOxygenTarget', {
    ...{ patientId: of(own, 'patientId'), lowPercent: 90, highPercent: 96, reason: 'asked for' },
  });
  const theirs = { patientId: of(otherPatient, 'patientId') };
  const { oxygenTarget } = await clinic.as('nurse').call(vitals, 'lastVitals', theirs);
  if (oxygenTarget?.highPercent !== 92)
    ground.findings.fault(`vitals.lastVitals: a target up to ${oxygenTarget?.highPercent}, not 92`);
}

async function tryStandingOrders(ground: Ground): Promise<void> {
  const { clinic, own } = ground.world;
  const about = { visitId: of(own, 'visitId'), protocolId: of(own, 'protocolId'), code: 'nobodys' };
  const holder = clinic.as('clinical');
  await mustRefuse(ground, holder.call(orders, 'startStandingOrder', about), 'platform.notFound');
}
