import { sql } from 'kysely';
import { work } from '#platform/shared/work-contract.ts';
import { addDays } from '#platform/shared/time.ts';
import { orders } from '#slices/orders/contract.ts';
import { vitals } from '#slices/vitals/contract.ts';
import { mustRefuse } from './call.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** What was measured on one patient is in no other's chart, log or curve, and a critical value ends by being told alone. */
export async function tryMeasured(ground: Ground): Promise<void> {
  await tryPressures(ground);
  await tryGrowth(ground);
  await tryUntold(ground);
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

/** Two children, one weight each. */
async function tryGrowth(ground: Ground): Promise<void> {
  const { clinic, canary, day } = ground.world;
  const child = (name: string, kilograms: string) =>
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
        effectiveDateTime: `${addDays(day, -1)}T09:00:00Z`,
        valueQuantity: {
          ...{ value: Number(kilograms), unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
        },
      });
      return id;
    });
  const [patientId] = [await child('first', '7.5'), await child('second', '8.5')];
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
    ...{ visitId, values: { oxygenSaturation: { value: '86', onOxygen: false } } },
  });
  const teller = clinic.as('physician');
  const { tasks } = await teller.call(work, 'listMine', { patientId: of(own, 'patientId') });
  const task = tasks.find(({ subject }) => subject === `Observation/${setId}`);
  if (!task) return ground.findings.fault('vitals: nobody is to be told');
  const taskId = task.id;
  await mustRefuse(ground, teller.call(work, 'finishTask', { taskId }), 'platform.notAllowed');
  await clinic.as('nurse').call(vitals, 'recordNotice', { setId, name: 'dr. Ayu', readBack: true });
}

async function tryStandingOrders(ground: Ground): Promise<void> {
  const { clinic, own } = ground.world;
  const about = { visitId: of(own, 'visitId'), protocolId: of(own, 'protocolId'), code: 'nobodys' };
  const holder = clinic.as('clinical');
  await mustRefuse(ground, holder.call(orders, 'startStandingOrder', about), 'platform.notFound');
}
