import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { records } from '#slices/records/contract.ts';
import { work } from '#platform/shared/work-contract.ts';
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

describe('what differs from the chart', () => {
  const open = async (name: string, time: string) => {
    const visitId = await lobby.desk.booked(name, time);
    const { body } = await at('kioskIdentify', { name, ...born });
    const { patientId } = await read(visitId);
    return { visitId, patientId, session: body.session as string };
  };
  const listed = (visitId: string) => clerk().call(checkIn, 'proposals', { visitId });
  const contactOf = async (patientId: string) =>
    (await clerk().call(records, 'readPatient', { patientId })).form;

  it('changes nothing until the desk accepts it, each by itself', async () => {
    const { visitId, patientId, session } = await open('Pindah Rumah', '14:00');
    const say = (change: object) => at('propose', { session, change });
    await say({ kind: 'phone', phone: '0811 1111 2222' });
    await say({ kind: 'phone', phone: '0811-1111-3333' });
    await say({ kind: 'address', address: { line: 'Jl. Baru 5', city: 'Bandung' } });
    await say({ kind: 'cardFront', picture: { contentType: 'image/jpeg', data: jpeg } });
    expect((await contactOf(patientId)).phone).toBeUndefined();
    const { proposals } = await listed(visitId);
    expect(proposals.map((one) => [one.kind, one.after, one.state])).toEqual([
      ['phone', '+6281111113333', 'open'],
      ['address', 'Jl. Baru 5, Bandung', 'open'],
      ['cardFront', '', 'open'],
    ]);
    const [phone, address, card] = proposals.map((one) => one.proposalId);
    const decide = (proposalId = '', decision: 'accept' | 'return', reason = '') =>
      clerk().call(checkIn, 'decideProposal', { proposalId, decision, reason });
    await decide(phone, 'accept');
    const unreasoned = await lobby.desk.clinic.refused(decide(address, 'return'));
    expect(unreasoned.fields?.map((one) => one.path)).toEqual(['reason']);
    await decide(address, 'return', 'alamat lama masih benar');
    const picture = await clerk().call(checkIn, 'proposalPicture', { proposalId: card ?? '' });
    expect(picture).toMatchObject({ contentType: 'image/jpeg', data: jpeg });
    await decide(card, 'accept');
    const form = await contactOf(patientId);
    expect(form.phone).toContain('81111113333');
    expect(form.address).toBeUndefined();
    const documents = await lobby.desk.clinic.inside((ctx) =>
      ctx.record.search('DocumentReference', {
        where: [{ param: 'patient', reference: `Patient/${patientId}` }],
        limit: 5,
      }),
    );
    expect(documents).toMatchObject([{ status: 'current', docStatus: 'final' }]);
    expect((await lobby.desk.clinic.refused(decide(phone, 'accept'))).code).toBe('checkIn.alreadyDecided');
    const left = await lobby.desk.clinic.inside((ctx) =>
      ctx.db
        .selectFrom('work_task')
        .select('state')
        .where('visit_id', '=', visitId)
        .where('kind', '=', 'checkIn.proposals')
        .execute(),
    );
    expect(left.map((one) => one.state)).toEqual(['done']);
  });

  it('has at most twenty pictures a visit, whoever sends them in how many sessions; words still come in', async () => {
    const { visitId, session: first } = await open('Banyak Foto', '15:00');
    const photo = (session: string, data = jpeg) =>
      at('propose', { session, change: { kind: 'identity', picture: { contentType: 'image/jpeg', data } } });
    const again = async () =>
      (await at('kioskIdentify', { name: 'Banyak Foto', ...born })).body.session as string;
    for (const session of [first, await again()])
      for (let times = 0; times < 10; times += 1) expect((await photo(session)).status).toBe(200);
    const last = await again();
    expect(await photo(last)).toMatchObject({ status: 429, body: { code: 'checkIn.tooMany' } });
    const email = await at('propose', { session: last, change: { kind: 'email', email: 'foto@contoh.id' } });
    expect(email.status).toBe(200);
    // of all of them one stands before the desk, the others hold no picture any more
    const { proposals, patientId } = await listed(visitId);
    expect(proposals.map((one) => one.kind)).toEqual(['email', 'identity']);
    const documents = await lobby.desk.clinic.inside((ctx) =>
      ctx.record.search('DocumentReference', {
        where: [{ param: 'patient', reference: `Patient/${patientId}` }],
        limit: 50,
      }),
    );
    expect(documents).toHaveLength(20);
    expect(documents.filter((one) => one.content[0]?.attachment.data !== undefined)).toHaveLength(1);
  });

  it('is read and decided by who holds that, and by nobody else', async () => {
    const { visitId, session } = await open('Rahasia Saja', '14:20');
    await at('propose', { session, change: { kind: 'email', email: 'baru@contoh.id' } });
    for (const role of ['bookkeeper', 'clinical', 'student']) {
      const asked = lobby.desk.clinic.as(role).call(checkIn, 'proposals', { visitId });
      expect(await lobby.desk.clinic.refused(asked)).toMatchObject({ status: 403 });
    }
  });

  it('is not the desk’s any more once its booking turns out to be somebody else’s', async () => {
    const { visitId, patientId, session } = await open('Salah Pesan', '15:30');
    await at('propose', { session, change: { kind: 'phone', phone: '0811 1111 4444' } });
    await at('propose', {
      session,
      change: { kind: 'cardFront', picture: { contentType: 'image/jpeg', data: jpeg } },
    });
    const other = await lobby.desk.patient('Pemilik Pesanan');
    const { proposals } = await listed(visitId);
    await lobby.desk.clinic.inside((ctx) =>
      ctx.record.patch('Encounter', visitId, (encounter) => {
        encounter.subject = { reference: `Patient/${other}` };
      }),
    );
    expect((await read(visitId)).patientId).toBe(other);
    expect(await listed(visitId)).toEqual({ proposals: [] });
    const [phone, card] = proposals.map((one) => one.proposalId);
    for (const proposalId of [phone, card]) {
      const late = clerk().call(checkIn, 'decideProposal', {
        proposalId: proposalId ?? '',
        decision: 'accept',
      });
      expect((await lobby.desk.clinic.refused(late)).code).toBe('checkIn.alreadyDecided');
    }
    expect((await contactOf(patientId)).phone).toBeUndefined();
    const { tasks } = await clerk().call(work, 'listMine', { patientId });
    expect(tasks.filter(({ kind }) => kind === 'checkIn.proposals')).toEqual([]);
    const [document] = await lobby.desk.clinic.inside((ctx) =>
      ctx.record.search('DocumentReference', {
        where: [{ param: 'patient', reference: `Patient/${patientId}` }],
        limit: 5,
      }),
    );
    expect(document).toMatchObject({ status: 'entered-in-error' });
  });
});
