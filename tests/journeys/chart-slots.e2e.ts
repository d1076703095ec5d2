import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { languages, lookAt, shoot } from './support/browser.ts';
import { ask, call, openWindows, takeToRoom, waitingVisit } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const observed = 'http://terminology.hl7.org/CodeSystem/observation-category';
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** What a laboratory sends, as another system does, with the rights of the person of the window. */
async function send(
  page: Page,
  resource: { resourceType: string } & Record<string, unknown>,
): Promise<string> {
  const answer = await page.request.post(`${serambiUrl()}/fhir/R4/${resource.resourceType}`, {
    headers: { 'content-type': 'application/fhir+json' },
    data: resource,
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()).id;
}

const potassium = (patientId: string, days: number, value: number, more: object = {}) => ({
  ...{ resourceType: 'Observation', status: 'final', effectiveDateTime: daysAgo(days) },
  category: [{ coding: [{ system: observed, code: 'laboratory' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '2823-3' }], text: 'Kalium' },
  ...{ subject: { reference: `Patient/${patientId}` }, performer: [{ display: 'Lab Prodia' }] },
  valueQuantity: { value, unit: 'mmol/L' },
  referenceRange: [{ low: { value: 3.5, unit: 'mmol/L' }, high: { value: 5.1, unit: 'mmol/L' } }],
  ...more,
});

describe.each(languages)('the slots of a chart, in %s', (language) => {
  const w = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  const region = (page: Page, key: string) => page.getByRole('region', { name: w(key), exact: true });
  const open = (page: Page, patientId: string) => page.goto(`${serambiUrl()}/patients/${patientId}`);

  it('show results, referrals and papers to who cares, and money to who sees to that', async () => {
    const desk = await window('frontdesk', language);
    const { visitId, patientId, name } = await waitingVisit(desk);
    const assistant = await window('clinical', language);
    const physician = await window('physician', language);
    await assistant.goto(`${serambiUrl()}/today`);
    await takeToRoom(assistant, language, name);
    await fillVisit({ physician, assistant, desk }, { visitId, patientId });
    await send(assistant, potassium(patientId, 90, 4.4));
    await send(assistant, potassium(patientId, 30, 5.6));
    await send(assistant, potassium(patientId, 2, 6.4, critical));
    await send(assistant, potassium(patientId, 3, 9.9, { status: 'entered-in-error' }));
    await send(physician, eyes(patientId));

    await open(assistant, patientId);
    const results = region(assistant, 'results_title');
    await results.getByText(w('results_flag_criticalHigh')).waitFor();
    await results.getByText(w('results_standing_preliminary')).waitFor();
    await results.getByText(w('results_standing_inError')).waitFor();
    await results.getByText('118 mg/dL').waitFor();
    const referrals = region(assistant, 'orders_referrals');
    await referrals.getByText(w('orders_referral_asked')).waitFor();
    await referrals.getByText(w('orders_referral_overdueAnswer')).waitFor();
    await region(assistant, 'documents_chart_title')
      .getByText(w('records_document_consultationNote'))
      .waitFor();
    // not even an empty heading
    expect(await region(assistant, 'bookkeeping_chart_title').count()).toBe(0);
    expect((await ask(assistant, 'bookkeeping/patientMoney', { patientId })).status).toBe(403);
    await results.scrollIntoViewIfNeeded();
    await lookAt(assistant, `chart-slots-clinical-${language}`);
    await referrals.scrollIntoViewIfNeeded();
    await shoot(assistant, `chart-slots-referrals-${language}`);

    // by keyboard to all of it, narrowed down to what was asked for
    await results.getByRole('link', { name: w('results_all') }).focus();
    await assistant.keyboard.press('Enter');
    await assistant.waitForURL('**/timeline?kind=finding**');
    for (const kind of ['finding', 'procedure'])
      expect(await assistant.getByRole('checkbox', { name: w(`chart_kind_${kind}`) }).isChecked()).toBe(true);
    await assistant.getByText('118 mg/dL').waitFor();

    await open(desk, patientId);
    const money = region(desk, 'bookkeeping_chart_title');
    await money.getByText(w('bookkeeping_chart_unpaid')).waitFor();
    await money.scrollIntoViewIfNeeded();
    await lookAt(desk, `chart-slots-desk-${language}`);
    await money.scrollIntoViewIfNeeded();
    await shoot(desk, `chart-slots-money-${language}`);
    await money.getByRole('link', { name: w('bookkeeping_balances_take') }).focus();
    await desk.keyboard.press('Enter');
    await desk
      .getByRole('dialog', { name })
      .getByRole('button', { name: w('bookkeeping_balances_take') })
      .waitFor();
    await lookAt(desk, `chart-slots-account-${language}`);

    const bookkeeper = await window('bookkeeper', language);
    await open(bookkeeper, patientId);
    await region(bookkeeper, 'bookkeeping_chart_title').getByText(w('bookkeeping_chart_unpaid')).waitFor();
    // the tests that were done here stand with the orders, which she does not read
    await region(bookkeeper, 'results_title').getByText(w('results_flag_criticalHigh')).waitFor();
    expect(await bookkeeper.getByText('118 mg/dL').count()).toBe(0);
    expect(await region(bookkeeper, 'orders_referrals').count()).toBe(0);
    await lookAt(bookkeeper, `chart-slots-bookkeeper-${language}`);
  });

  it('say so where there is nothing yet', async () => {
    const desk = await window('frontdesk', language);
    const { patientId } = await waitingVisit(desk);
    await open(desk, patientId);
    await desk.getByText(w('results_none')).waitFor();
    await desk.getByText(w('orders_referralsNone')).waitFor();
    await desk.getByText(w('bookkeeping_chart_nothingUnpaid')).waitFor();
    await lookAt(desk, `chart-slots-empty-${language}`);
  });
});

const critical = { status: 'preliminary', interpretation: [{ coding: [{ code: 'HH' }] }] };

/** A referral of another clinic, whose appointment has passed. */
const eyes = (patientId: string) => ({
  ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'order', authoredOn: daysAgo(40) },
  category: [{ coding: [{ system: 'http://snomed.info/sct', code: '3457005' }] }],
  ...{ subject: { reference: `Patient/${patientId}` }, code: { text: 'Retina' } },
  ...{ performer: [{ display: 'RS Mata Nusantara' }], requester: { display: 'dr. Wira' } },
  occurrenceDateTime: daysAgo(20),
});

/** A consultation with a test that was done, a referral that was asked for, and a bill of which something is left. */
async function fillVisit(
  { physician, assistant, desk }: Record<'physician' | 'assistant' | 'desk', Page>,
  { visitId, patientId }: { visitId: string; patientId: string },
): Promise<void> {
  await call(physician, 'orders/startConsultation', { visitId });
  await call(physician, 'orders/keepNote', { visitId, text: 'Lemas sejak tiga hari.', version: 0 });
  await call(physician, 'orders/addDiagnosis', { visitId, code: 'J06.9' });
  const sugar = { kind: 'test', code: 'bloodSugar', label: 'Gula darah' };
  const { order } = await call(physician, 'orders/placeOrder', { visitId, detail: sugar, now: true });
  await call(assistant, 'orders/performOrder', { orderId: order.id, note: '118 mg/dL' });
  const detail = { kind: 'referral', to: 'Poli jantung', question: 'Kalium tinggi, apakah EKG aman?' };
  await call(physician, 'orders/placeOrder', { visitId, detail: { ...detail, urgency: 'urgent' } });
  await call(physician, 'orders/signVisit', { visitId });
  const { lines } = await call(desk, 'bookkeeping/checkout', { visitId });
  // what the demo's list has no price for
  for (const { key } of lines.filter((line: { unitPrice?: object }) => !line.unitPrice))
    await call(desk, 'bookkeeping/adjustLine', { visitId, key, remove: true, reason: 'x' });
  const { total } = await call(desk, 'bookkeeping/checkout', { visitId });
  const half = { minor: String(BigInt(total.minor) / 2n), currency: total.currency };
  await call(desk, 'bookkeeping/settleVisit', {
    ...{ visitId, seenTotal: total, payments: [{ method: 'transfer', amount: half }] },
    unpaidReason: 'Sisanya besok',
  });
  await call(desk, 'bookkeeping/takeDeposit', {
    ...{ patientId, amount: half, payments: [{ method: 'transfer', amount: half }], purpose: 'deposit' },
  });
}
