import type { OutputOf } from '#platform/shared/contract.ts';
import { chart } from '#slices/chart/contract.ts';
import type { Kind } from '#slices/chart/shared/kinds.ts';
import { type Ids, of } from './patient.ts';
import type { Caller } from './callers.ts';
import { knock } from './knock.ts';
import type { Ground } from './verb-matrix.ts';

/** The right that shows each kind that not everybody who opens a chart sees. */
const rightOf: Partial<Record<Kind, string>> = {
  vitals: 'vitals.read',
  order: 'orders.read',
  procedure: 'orders.read',
  questionnaire: 'screening.read',
  appointment: 'scheduling.read',
};

/** A timeline holds one patient's lines, and of those what the caller's job shows: in the list, found, and on paper. */
export async function tryTimelined(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient } = ground.world;
  const written = 'Zweistimmig';
  const patientId = of(own, 'patientId');
  await writeFor(ground, own, written);
  await writeFor(ground, otherPatient, 'Dreistimmig');
  const { entries } = await clinic.as('physician').call(chart, 'timeline', { patientId });
  const words = JSON.stringify(entries);
  if (!words.includes(written) || words.includes('Dreistimmig'))
    ground.findings.fault('chart.timeline: not hers alone, or not all of hers');
  for (const caller of ground.callers.filter(({ holds }) => holds('records.read')))
    await trySeen(ground, caller, patientId, written);
}

/** A note, a measurement, an order and a procedure, so that every right has something to show or to keep. */
async function writeFor({ world }: Ground, ids: Ids, written: string): Promise<void> {
  const subject = { reference: `Patient/${of(ids, 'patientId')}` };
  const data = Buffer.from(written, 'utf8').toString('base64');
  await world.clinic.inside(async ({ record, now }) => {
    await record.create({
      ...{ resourceType: 'DocumentReference', status: 'current', description: 'note', subject, date: now },
      content: [{ attachment: { contentType: 'text/plain', data } }],
    });
    await record.create({
      ...{ resourceType: 'ServiceRequest', status: 'completed', intent: 'plan', subject, authoredOn: now },
      code: { text: `order ${written}` },
    });
    await record.create({
      ...{ resourceType: 'Procedure', status: 'completed', subject, performedDateTime: now },
      code: { text: `procedure ${written}` },
    });
  });
}

async function trySeen(ground: Ground, caller: Caller, patientId: string, written: string): Promise<void> {
  const { url, findings } = ground;
  const ask = { method: 'POST', path: '/api/chart/timeline' } as const;
  for (const body of [{ patientId }, { patientId, find: written }]) {
    const answer = await knock(url, caller, { ...ask, body });
    const { entries = [], hidden = [] } = answer.body as Partial<OutputOf<typeof chart, 'timeline'>>;
    if (answer.status !== 200) findings.fault(`chart.timeline × ${caller.name}: ${answer.status}`);
    const wrong = entries.filter(({ kind }) => !caller.holds(rightOf[kind] ?? 'records.read'));
    const told = entries.filter(({ text }) => text && !caller.holds('orders.read'));
    const untold = Object.entries(rightOf).filter(
      ([kind, right]) => !caller.holds(right) && !hidden.includes(kind as Kind),
    );
    if (wrong.length + told.length + untold.length > 0)
      findings.fault(`chart.timeline × ${caller.name}: ${JSON.stringify([wrong, told, untold])}`);
  }
}
