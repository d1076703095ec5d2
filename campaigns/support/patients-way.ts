import { hashOf, openJournal } from './crash/acknowledged.ts';
import { type Act, dealActs, type Step } from './crash/acts.ts';
import { sender } from './crash/send.ts';
import type { EmbeddedField } from './embedded-field.ts';

/** Leads one patient after the other from the door to the till, a step at a time; each answer is kept as a promise. */
export interface PatientsWay {
  /** Takes the next steps, the last one included. @returns what was refused, and the longest wait in milliseconds */
  until(step: Step, change?: (act: Act) => Act): Promise<{ faults: string[]; slowestMs: number }>;
  count(): number;
  close(): Promise<void>;
}

/** No other writer has this number. */
const place = 99;

export async function openPatientsWay(field: EmbeddedField): Promise<PatientsWay> {
  const [clinic] = field.clinics;
  const team = clinic?.teams[0];
  if (!clinic || !team) throw new Error('the field has no team');
  const journal = await openJournal(field.journals, place);
  const deal = dealActs(clinic, { ...team, name: `${team.name}-way` }, () => 0, 1);
  const line = sender();
  let patients = 0;
  return {
    async until(step, change = (act) => act) {
      let slowestMs = 0;
      for (;;) {
        const act = change(deal.next());
        const beganMs = performance.now();
        const headers = {
          authorization: `Bearer ${act.token}`,
          'content-type': 'application/json',
          'idempotency-key': act.key,
        };
        const reply = await line.send(field.server.url, act.route, headers, act.body);
        slowestMs = Math.max(slowestMs, performance.now() - beganMs);
        if (reply.kind !== 'answered' || reply.status >= 300) {
          deal.abandoned(act);
          return { faults: [`${act.what}: ${JSON.stringify(reply).slice(0, 300)}`], slowestMs };
        }
        const id = act.idOf(JSON.parse(reply.body) as Record<string, unknown>);
        const { key, what, actor } = act;
        await journal.keep({
          key,
          what,
          actor,
          id,
          patientId: act.patientId || id,
          hash: hashOf(reply.body),
        });
        deal.done(act, id);
        if (what === 'patient') patients += 1;
        if (what === step) return { faults: [], slowestMs };
      }
    },
    count: () => patients,
    async close() {
      line.close();
      await journal.close();
    },
  };
}
