import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import { documents } from '#slices/documents/contract.ts';
import { orders } from '#slices/orders/contract.ts';
import { results } from '#slices/results/contract.ts';
import type { Caller } from './callers.ts';
import { knock } from './knock.ts';
import { type Ids, of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** What the slots of a chart read, and the right that opens each. */
const slots = {
  'results/patientResults': 'records.read',
  'orders/patientReferrals': 'orders.read',
  'bookkeeping/patientMoney': 'bookkeeping.read',
  'documents/chartDocuments': 'records.read',
} as const;

const [hers, theirs] = ['Vierstimmig', 'Achtstimmig'];

/** The slots of a chart hold what is that patient's, and of it what the caller's job shows. */
export async function tryCharted(ground: Ground): Promise<void> {
  const { world, findings } = ground;
  const { clinic, own, otherPatient } = world;
  const patientId = of(own, 'patientId');
  // the other's letter says that it answers hers, too
  await writeFor(ground, otherPatient, theirs, await writeFor(ground, own, hers));
  const physician = clinic.as('physician');
  const told = {
    results: await physician.call(results, 'patientResults', { patientId }),
    referrals: await physician.call(orders, 'patientReferrals', { patientId }),
    papers: await physician.call(documents, 'chartDocuments', { patientId }),
  };
  for (const [slot, answer] of Object.entries(told)) {
    const said = JSON.stringify(answer);
    if (!said.includes(hers) || said.includes(theirs))
      findings.fault(`the chart’s ${slot}: not hers alone, or not all of hers`);
  }
  const money = await clinic.as('frontDesk').call(bookkeeping, 'patientMoney', { patientId });
  if (money.payments.some(({ patient }) => patient.id !== patientId))
    findings.fault('the chart’s money: another’s payment');
  for (const caller of ground.callers) await trySeen(ground, caller, patientId);
}

/** A result, a test done here, and a referral with the paper that answers it. @returns the referral */
async function writeFor({ world }: Ground, ids: Ids, written: string, other?: string): Promise<string> {
  const subject = { reference: `Patient/${of(ids, 'patientId')}` };
  const content = [{ attachment: { contentType: 'text/plain', data: 'YQ==' } }];
  const kind = 'https://serambi.health/fhir/CodeSystem/order-kind';
  const observed = 'http://terminology.hl7.org/CodeSystem/observation-category';
  return world.clinic.inside(async ({ record, now }) => {
    await record.create({
      ...{ resourceType: 'Observation', status: 'final', subject, effectiveDateTime: now },
      ...{ category: [{ coding: [{ system: observed, code: 'laboratory' }] }], valueString: 'x' },
      code: { text: `measured ${written}` },
    });
    await record.create({
      ...{ resourceType: 'Procedure', status: 'completed', subject, performedDateTime: now },
      ...{ category: { coding: [{ system: kind, code: 'test' }] }, code: { text: `test ${written}` } },
    });
    const { id } = await record.create({
      ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject, authoredOn: now },
      category: [{ coding: [{ system: 'http://snomed.info/sct', code: '3457005' }] }],
      code: { text: `referral ${written}` },
    });
    await record.create({
      ...{ resourceType: 'DocumentReference', status: 'current', subject, date: now, content },
      ...{ description: `paper ${written}` },
      context: { related: [id, other ?? id].map((one) => ({ reference: `ServiceRequest/${one}` })) },
    });
    return id;
  });
}

async function trySeen({ url, findings }: Ground, caller: Caller, patientId: string): Promise<void> {
  for (const [slot, right] of Object.entries(slots)) {
    const answer = await knock(url, caller, { method: 'POST', path: `/api/${slot}`, body: { patientId } });
    const wanted = caller.holds(right) ? 200 : caller.name === 'nobody' ? 401 : 403;
    if (answer.status !== wanted) findings.fault(`${slot} × ${caller.name}: ${answer.status}, not ${wanted}`);
    const said = JSON.stringify(answer.body);
    // what was done here is for those who read orders, the index of what was filed for those who read it
    if (!caller.holds('orders.read') && said.includes(`test ${hers}`))
      findings.fault(`${slot} × ${caller.name}: tells of a test`);
    if (!caller.holds('documents.read') && said.includes('"filed"'))
      findings.fault(`${slot} × ${caller.name}: tells the index`);
  }
}
