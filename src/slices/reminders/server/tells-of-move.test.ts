import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reminders } from '../contract.ts';
import { openRemindingClinic, type RemindingClinic } from './testing/reminding-clinic.ts';

let here: RemindingClinic;
beforeAll(async () => {
  here = await openRemindingClinic();
});
afterAll(() => here.close());

const tells = (visitId: string) => here.clinic.as('frontDesk').call(reminders, 'tellsOfMove', { visitId });

describe('whether a patient is told of a move', () => {
  it('says by which way, before the move is made', async () => {
    const { visitId } = await here.booked({ phone: '+6281234590001' });
    expect(await tells(visitId)).toEqual({ channel: 'sms', by: 'server', why: null });
    await here.minute();
    expect(await tells(visitId)).toEqual({ channel: 'sms', by: 'server', why: null });
    expect(here.gateway.sent).toHaveLength(1);
  });

  it('says why not: no address, or her own no', async () => {
    const patientId = await here.patient('Nur Aini');
    const nowhere = await here.book({ patientId, when: { day: '2026-03-10', time: '11:00' } });
    expect(await tells(nowhere.visitId)).toMatchObject({ channel: null, why: 'noAddress' });
    const unwilling = await here.booked({ phone: '+6281234590002' }, { day: '2026-03-10', time: '13:00' });
    await here.clinic.as('frontDesk').call(reminders, 'saveWishes', {
      ...{ patientId: unwilling.patientId, preferred: null, zone: null, choices: { sms: false } },
    });
    expect(await tells(unwilling.visitId)).toMatchObject({ channel: null, why: 'optedOut' });
  });

  it('says that it is off, where the clinic tells nobody of moves or writes to nobody', async () => {
    const { visitId } = await here.booked({ phone: '+6281234590003' }, { day: '2026-03-11', time: '09:00' });
    await here.minute();
    await here.rules({ moved: false });
    expect(await tells(visitId)).toMatchObject({ channel: null, why: 'off' });
    await here.rules({ on: false });
    expect(await tells(visitId)).toMatchObject({ channel: null, why: 'off' });
    await here.rules();
  });

  it('is refused for a visit that is none of the clinic’s', async () => {
    expect(await here.clinic.refused(tells('nothing'))).toMatchObject({ status: 404 });
  });
});
