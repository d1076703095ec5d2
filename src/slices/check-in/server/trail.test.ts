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
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex').toString('base64');
const finished = {
  ...{ signer: { name: '', relationship: 'self' }, payerKey: 'self-pay', contactConfirmed: true },
  ...{ here: true, reason: 'surat kontrol', consents: [] },
};
const patientOf = async (visitId: string) =>
  (await clerk().call(frontDesk, 'readVisit', { visitId })).patientId;

/** What the trail has of an event. */
const rowsOf = (event: string) =>
  lobby.desk.clinic.inside((ctx) =>
    ctx.db
      .selectFrom('audit_event')
      .select(['actor_kind', 'outcome', 'patient_id', 'subject', 'details'])
      .where('event', '=', event)
      .execute(),
  );
/** The row that tells whom an act was about; the way of every action writes one beside it. */
const about = async (event: string, patientId: string) =>
  (await rowsOf(event)).filter((one) => one.patient_id === patientId);

describe('the trail of a check-in', () => {
  it('says who was missed at which kiosk, and not what was said there', async () => {
    await at('kioskIdentify', { name: 'Tidak Dikenal', ...born });
    const rows = await rowsOf('checkIn.missed');
    expect(rows).toMatchObject([
      {
        ...{ actor_kind: 'system', patient_id: null, subject: `Device/${lobby.kioskId}` },
        details: { way: 'kiosk', place: 'Tablet lobi' },
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain('Dikenal');
  });

  it('says of each act of hers whose visit, at which kiosk, and nothing of what she said', async () => {
    const visitId = await lobby.desk.booked('Jejak Lengkap', '09:00');
    const patientId = await patientOf(visitId);
    const subject = `Encounter/${visitId}`;
    const { body } = await at('kioskIdentify', { name: 'Jejak Lengkap', ...born });
    const { session } = body as { session: string };
    await at('reasonFlags', { session, reason: 'surat kontrol' });
    await at('propose', { session, change: { kind: 'email', email: 'baru@contoh.id' } });
    await at('propose', {
      ...{ session },
      change: { kind: 'cardFront', picture: { contentType: 'image/jpeg', data: jpeg } },
    });
    await at('finish', { session, ...finished });
    expect(await about('checkIn.identified', patientId)).toMatchObject([
      { subject, details: { place: 'Tablet lobi', agreed: ['name', 'birthDate'] } },
    ]);
    const proposed = (await about('checkIn.proposed', patientId)).map((one) => one.details);
    expect(proposed).toHaveLength(2);
    for (const kind of ['email', 'cardFront']) expect(proposed).toContainEqual({ kind, way: 'kiosk' });
    const here = { way: 'kiosk', place: 'Tablet lobi', deviceId: lobby.kioskId };
    for (const event of ['checkIn.reasonFlags', 'checkIn.propose', 'checkIn.finish']) {
      const rows = await about(event, patientId);
      expect([event, rows.length]).toEqual([event, event === 'checkIn.propose' ? 2 : 1]);
      for (const row of rows)
        expect(row).toMatchObject({ actor_kind: 'system', outcome: 'done', subject, details: here });
    }
    const all = await lobby.desk.clinic.inside((ctx) =>
      ctx.db.selectFrom('audit_event').selectAll().where('patient_id', '=', patientId).execute(),
    );
    expect(JSON.stringify(all)).not.toMatch(/baru@contoh|surat kontrol|Jejak/);
  });

  it('says which of the desk looked and decided, by name, and that others were refused', async () => {
    const visitId = await lobby.desk.booked('Dilihat Meja', '09:20');
    const patientId = await patientOf(visitId);
    const { body } = await at('kioskIdentify', { name: 'Dilihat Meja', ...born });
    const picture = { contentType: 'image/jpeg', data: jpeg };
    await at('propose', { session: body.session, change: { kind: 'cardFront', picture } });
    const { proposals } = await clerk().call(checkIn, 'proposals', { visitId });
    const proposalId = proposals[0]?.proposalId ?? '';
    await clerk().call(checkIn, 'proposalPicture', { proposalId });
    const student = lobby.desk.clinic.as('student').call(checkIn, 'proposalPicture', { proposalId });
    expect((await lobby.desk.clinic.refused(student)).status).toBe(403);
    await clerk().call(checkIn, 'decideProposal', { proposalId, decision: 'accept' });
    for (const event of ['checkIn.proposals', 'checkIn.proposalPicture', 'checkIn.decideProposal']) {
      expect(await about(event, patientId)).toMatchObject([{ actor_kind: 'staff', outcome: 'done' }]);
    }
    const refused = (await rowsOf('checkIn.proposalPicture')).filter((one) => one.outcome === 'refused');
    expect(refused).toMatchObject([{ actor_kind: 'staff', patient_id: null }]);
  });

  it('says of a link who made it and that it opened, never the link', async () => {
    const visitId = await lobby.desk.booked('Tautan Jejak', '09:40');
    const patientId = await patientOf(visitId);
    const { path } = await clerk().call(checkIn, 'makeLink', { visitId });
    const token = path.split('#')[1] ?? '';
    const phone = lobby.browser();
    await phone.call('checkIn/linkIdentify', { token, birthDate: '1990-05-09' });
    const { body } = await phone.call('checkIn/linkIdentify', { token, ...born });
    await phone.call('checkIn/leave', { session: body.session });
    expect(await about('checkIn.makeLink', patientId)).toMatchObject([{ actor_kind: 'staff' }]);
    expect(await about('checkIn.missed', patientId)).toHaveLength(1);
    expect(await about('checkIn.identified', patientId)).toMatchObject([
      { actor_kind: 'system', details: { agreed: ['birthDate'] } },
    ]);
    expect(await about('checkIn.leave', patientId)).toMatchObject([{ actor_kind: 'system' }]);
    const all = await lobby.desk.clinic.inside((ctx) =>
      ctx.db.selectFrom('audit_event').selectAll().execute(),
    );
    expect(JSON.stringify(all)).not.toContain(token);
    expect(JSON.stringify(all)).not.toContain(body.session);
  });

  it('says who made a tablet a kiosk, by the name of the tablet', async () => {
    expect(await rowsOf('checkIn.kioskSaved')).toMatchObject([
      { subject: `Device/${lobby.kioskId}`, details: { name: 'Tablet lobi', kiosk: true } },
    ]);
  });
});
