import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { checkIn } from '../contract.ts';
import { type Lobby, openLobby } from './testing/lobby.ts';

let lobby: Lobby;
beforeAll(async () => {
  lobby = await openLobby('ID');
});
afterAll(() => lobby.close());

const clerk = () => lobby.desk.clinic.as('frontDesk');
const at = (verb: string, body: object) => lobby.kiosk.call(`checkIn/${verb}`, body);
const born = { birthDate: '1990-05-08' };
const read = (visitId: string) => clerk().call(frontDesk, 'readVisit', { visitId });
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex').toString('base64');

const begin = async (name: string) => (await at('kioskIdentify', { name, ...born })).body;
type Opened = Awaited<ReturnType<typeof begin>>;

async function finish({ session, steps }: Opened) {
  const { body } = await at('reasonFlags', { session, reason: 'surat' });
  const flags = body.questions.map(({ code }: { code: string }) => ({ code, answer: 'no' }));
  const consents = steps.forms.map(({ code, version, language }: Record<string, string>) => {
    return { code, version, language, decision: 'signed' };
  });
  const signer = { name: '', relationship: 'self' };
  const said = { session, reason: 'surat', flags, consents, signer, payerKey: 'self-pay', here: true };
  return at('finish', { ...said, contactConfirmed: true });
}

/** How often each step of a visit was reached, what was taken back left out. */
async function timesAt(visitId: string, step: string): Promise<number> {
  const { log } = await read(visitId);
  return log.filter((one) => one.step === step && !one.undone).length;
}

async function consentsOf(visitId: string): Promise<number> {
  const { patientId } = await read(visitId);
  const found = await lobby.desk.clinic.inside((ctx) =>
    ctx.record.search('Consent', {
      where: [{ param: 'patient', reference: `Patient/${patientId}` }],
      limit: 20,
    }),
  );
  return found.length;
}

describe('a kiosk whose answer was lost on the way', () => {
  it('marks the arrival once, however often she says who she is', async () => {
    const visitId = await lobby.desk.booked('Jawab Hilang', '09:00');
    const [lost, heard] = [await begin('Jawab Hilang'), await begin('Jawab Hilang')];
    expect(heard.session).not.toBe(lost.session);
    expect(await timesAt(visitId, 'arrived')).toBe(1);
    expect((await finish(heard)).body.outcome).toBe('queued');
    // what nobody heard of opens nothing any more
    expect(
      (await at('propose', { session: lost.session, change: { kind: 'payer', note: 'x' } })).body,
    ).toMatchObject({ code: 'checkIn.sessionOver' });
  });

  it('gives her the number that she has when she begins again, and signs nothing twice', async () => {
    const visitId = await lobby.desk.booked('Nomor Hilang', '09:20');
    const first = await begin('Nomor Hilang');
    const { queueNumber } = (await finish(first)).body;
    const signed = await consentsOf(visitId);
    // the page sends it once more: the session is over, and nothing is done
    expect((await at('finish', repeated(first))).body.code).toBe('checkIn.sessionOver');
    const again = await begin('Nomor Hilang');
    expect(again.steps).toMatchObject({ queueNumber, forms: [] });
    expect((await finish(again)).body).toMatchObject({ outcome: 'queued', queueNumber });
    expect(await consentsOf(visitId)).toBe(signed);
    expect(await timesAt(visitId, 'waiting')).toBe(1);
    const { rows } = await clerk().call(frontDesk, 'todayBoard', {});
    expect(rows.filter((one) => one.queueNumber === queueNumber).map((one) => one.visitId)).toEqual([
      visitId,
    ]);
  });

  it('keeps what she said differs once, and of a picture the later alone', async () => {
    const visitId = await lobby.desk.booked('Usul Hilang', '09:40');
    const { session } = await begin('Usul Hilang');
    const change = { kind: 'cardFront', picture: { contentType: 'image/jpeg', data: jpeg } };
    for (let times = 0; times < 2; times += 1) {
      expect((await at('propose', { session, change })).status).toBe(200);
      await at('propose', { session, change: { kind: 'email', email: 'sekali@contoh.id' } });
    }
    const { proposals, patientId } = await clerk().call(checkIn, 'proposals', { visitId });
    expect(proposals.map((one) => one.kind)).toEqual(['email', 'cardFront']);
    const documents = await lobby.desk.clinic.inside((ctx) =>
      ctx.record.search('DocumentReference', {
        where: [{ param: 'patient', reference: `Patient/${patientId}` }],
        limit: 5,
      }),
    );
    const kept = documents.map((one) => [one.status, one.content[0]?.attachment.data === undefined]);
    expect(kept.toSorted()).toEqual([
      ['current', false],
      ['entered-in-error', true],
    ]);
    const tasks = await lobby.desk.clinic.inside((ctx) =>
      ctx.db.selectFrom('work_task').select('state').where('visit_id', '=', visitId).execute(),
    );
    expect(tasks).toEqual([{ state: 'open' }]);
  });
});

/** The same words once more, without asking for the red flags first. */
function repeated({ session }: Opened) {
  const signer = { name: '', relationship: 'self' };
  return {
    session,
    reason: 'surat',
    consents: [],
    signer,
    payerKey: 'self-pay',
    here: true,
    contactConfirmed: true,
  };
}
