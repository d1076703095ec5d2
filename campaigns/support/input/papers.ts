import { of } from '#testing/access/patient.ts';
import { letGuestsIn } from './guests.ts';
import type { Try } from './verbs.ts';

/** Papers of patients with such names are papers: one document, with nothing in it that acts, under a plain name. */
export async function tryPapers({ url, ground, findings, n }: Try): Promise<void> {
  const reader = ground.callers.find((caller) => caller.holds('print.paper'));
  for (const { name, ids } of await letGuestsIn(ground, n)) {
    const path = `/api/print/${of(ids, 'paperId')}.pdf?copy=0`;
    const reply = await findings.ask('papers', name, url, {
      method: 'GET',
      path,
      headers: reader?.headers ?? {},
    });
    if (!reply) continue;
    const whole = reply.text.startsWith('%PDF-') && /%%EOF\s*$/.test(reply.text);
    if (reply.status !== 200 || !whole) findings.fault('papers', name, `answered ${reply.status}`);
    const acts = /\/(JavaScript|JS|OpenAction|Launch|SubmitForm|EmbeddedFile)\b/.exec(reply.text)?.[0];
    if (acts || reply.text.split('%%EOF').length !== 2)
      findings.fault('papers', name, `holds ${acts ?? 'two documents'}`);
    const { 'content-type': type, 'content-disposition': file } = reply.headers;
    if (type !== 'application/pdf' || !/^inline; filename="[A-Za-z0-9.-]+\.pdf"$/.test(String(file))) {
      findings.fault('papers', name, `is served as ${type} ${file}`);
    }
  }
}
