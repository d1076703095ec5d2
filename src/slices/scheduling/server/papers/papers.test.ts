import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { needReaders, pagesOf } from '#platform/server/print/testing.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import {
  type BookingClinic,
  nurse,
  openBookingClinic,
  physician,
  visitTypeNamed,
} from '../testing/booking-clinic.ts';

needReaders('pdftotext');

let jakarta: BookingClinic;
let harbor: BookingClinic;
beforeAll(async () => {
  jakarta = await openBookingClinic('ID');
  harbor = await openBookingClinic('US');
});
afterAll(async () => {
  await jakarta.close();
  await harbor.close();
});

const day = '2026-03-10';

/** The paper as somebody reads it. */
async function read(desk: BookingClinic, made: Promise<{ paperId: string }>): Promise<string> {
  const { paperId } = await made;
  const { bytes } = await desk.clinic.inside((ctx) => servePaper(ctx, paperId, 0));
  return pagesOf(bytes)
    .join('\n')
    .replace(/[ \t]+/g, ' ');
}

async function speaking(desk: BookingClinic, name: string, language: string): Promise<string> {
  return desk.clinic.inside(async (ctx) => {
    const { id } = await ctx.record.create({
      resourceType: 'Patient',
      name: [{ use: 'official', text: name }],
      gender: 'female',
      birthDate: '1990-05-08',
      communication: [{ language: { coding: [{ code: language }] }, preferred: true }],
    });
    return id;
  });
}

describe('the day list', () => {
  it('has a table for each provider, in the order of time, in Indonesian', async () => {
    const clerk = jakarta.clinic.as('frontDesk');
    const patientId = await speaking(jakarta, 'Bella Safira', 'id');
    await jakarta.book({ patientId, when: { day, time: '10:00' } });
    await jakarta.book({
      patientId: await speaking(jakarta, 'Ayu Ningsih', 'id'),
      when: { day, time: '09:00' },
    });
    await jakarta.book({ practitionerId: nurse, roomId: jakarta.rooms[1], when: { day, time: '11:00' } });
    const text = await read(jakarta, clerk.call(scheduling, 'printDayList', { day, by: 'practitioner' }));
    expect(text).toContain('Janji temu Selasa, 10 Maret 2026, per petugas');
    expect(text).toContain('Jam Pasien Lahir No. RM Jenis');
    expect(text.indexOf('Ayu Ningsih')).toBeLessThan(text.indexOf('Bella Safira'));
    expect(text).toMatch(/09\.00 Ayu Ningsih 8 Mei 1990 00-00-02 Kontrol/);
    expect(text).not.toContain('WIB Ayu');
  });

  it('by room names the room and the provider of each visit, and of one room holds no other', async () => {
    const clerk = jakarta.clinic.as('frontDesk');
    const rooms = await read(jakarta, clerk.call(scheduling, 'printDayList', { day, by: 'room' }));
    expect(rooms).toContain('per ruang');
    expect(rooms).toContain('Room 2');
    expect(rooms).toContain('Belum ada ruang');
    const id = jakarta.rooms[1];
    const one = await read(jakarta, clerk.call(scheduling, 'printDayList', { day, by: 'room', id }));
    expect(one).toContain('Room 2');
    expect(one).not.toContain('Ayu Ningsih');
  });

  it('has a visit whose services have rooms of their own at each of them', async () => {
    const manager = jakarta.clinic.as('manager');
    const treatment = { name: 'Treatment room', kind: 'procedure', active: true } as const;
    const { id } = await manager.call(scheduling, 'saveRoom', treatment);
    await manager.call(scheduling, 'saveVisitType', visitTypeNamed('exam', { roomKind: 'exam' }));
    await manager.call(scheduling, 'saveVisitType', visitTypeNamed('suture', { roomKind: 'procedure' }));
    const clerk = jakarta.clinic.as('frontDesk');
    await clerk.call(scheduling, 'bookVisit', {
      ...{ patientId: await speaking(jakarta, 'Gita Lestari', 'id'), practitionerId: physician },
      ...{ visitTypeCode: 'exam', moreTypeCodes: ['suture'], when: { day: '2026-03-17', time: '09:00' } },
    });
    const list = { day: '2026-03-17', by: 'room' } as const;
    const second = await read(jakarta, clerk.call(scheduling, 'printDayList', { ...list, id }));
    expect(second).toContain('Gita Lestari');
    const all = await read(jakarta, clerk.call(scheduling, 'printDayList', list));
    expect(all.match(/Gita Lestari/g)).toHaveLength(2);
  });

  it('warns of patients of the day who are called alike, with the number of the other, on one provider’s list too', async () => {
    const clerk = jakarta.clinic.as('frontDesk');
    const at = (time: string, practitionerId: string) => ({
      when: { day: '2026-03-20', time },
      practitionerId,
    });
    const [one, other, third] = [
      await speaking(jakarta, 'Siti Nurhaliza', 'id'),
      await speaking(jakarta, 'Siti Noerhaliza', 'id'),
      await speaking(jakarta, 'Bambang Pamungkas', 'id'),
    ];
    await jakarta.book({ patientId: one, ...at('09:00', physician) });
    await jakarta.book({ patientId: other, ...at('09:00', nurse) });
    await jakarta.book({ patientId: third, ...at('10:00', physician) });
    const list = { day: '2026-03-20', by: 'practitioner' } as const;
    const flat = async (input: Parameters<typeof clerk.call<typeof scheduling, 'printDayList'>>[2]) =>
      (await read(jakarta, clerk.call(scheduling, 'printDayList', input))).replace(/\s+/g, ' ');
    const whole = await flat(list);
    expect(whole.match(/NAMA MIRIP/g)).toHaveLength(2);
    const hers = await flat({ ...list, id: physician });
    expect(hers.match(/NAMA MIRIP/g)).toHaveLength(1);
    expect(hers).toContain('Noerhaliza');
    const number = /NAMA MIRIP.*?(\d\d-\d\d-\d\d)/.exec(hers)?.[1];
    expect(number).toBeDefined();
    expect(whole).toContain(number);
  });

  it('in the United States is in English, and of a day without visits says so', async () => {
    const clerk = harbor.clinic.as('frontDesk');
    await harbor.book({ patientId: await speaking(harbor, 'Ana Lopez', 'en'), when: { day, time: '09:00' } });
    const list = { day, by: 'practitioner' } as const;
    const text = await read(harbor, clerk.call(scheduling, 'printDayList', list));
    expect(text).toContain('Visits of Tuesday, March 10, 2026, by provider');
    expect(text).toMatch(/9:00 AM Ana Lopez/);
    const empty = clerk.call(scheduling, 'printDayList', { ...list, day: '2026-03-14' });
    expect(await read(harbor, empty)).toContain('No visits on this day');
  });
});

describe('the planned week', () => {
  it('gives the hours of the clinic and of each provider, and its numbers', async () => {
    const manager = jakarta.clinic.as('manager');
    const sessions = [{ weekday: 1, from: '17:00', to: '20:00', quota: 30, roomId: jakarta.rooms[0] }];
    const plan = { practitionerId: physician, validFrom: '2026-06-01', validTo: null, sessions };
    await manager.call(scheduling, 'saveHours', plan);
    const text = await read(jakarta, manager.call(scheduling, 'printWeekTemplate', { day: '2026-06-10' }));
    expect(text).toContain('Jadwal mingguan per 10 Juni 2026');
    expect(text).toContain('Senin 08.00–16.00');
    expect(text).toContain('Minggu Tutup');
    expect(text).toContain('17.00–20.00 Room 1 (kuota 30)');
    const before = manager.call(scheduling, 'printWeekTemplate', { day, practitionerId: physician });
    expect(await read(jakarta, before)).toContain('Saat ini tidak ada jadwal');
    const there = harbor.clinic.as('manager').call(scheduling, 'printWeekTemplate', { day });
    expect(await read(harbor, there)).toContain('Monday 8:00 AM–4:00 PM');
  });
});

describe('the list of free times', () => {
  it('has the day, the provider and the times, without those that are taken', async () => {
    const clerk = jakarta.clinic.as('frontDesk');
    await jakarta.book({ practitionerId: nurse, when: { day: '2026-03-11', time: '08:00' } });
    const asked = {
      ...{ visitTypeCode: 'follow-up', practitionerId: nurse },
      ...{ fromDay: '2026-03-11', toDay: '2026-03-11' },
    };
    const text = await read(jakarta, clerk.call(scheduling, 'printFreeTimes', asked));
    expect(text).toContain('Waktu kosong: Kontrol');
    expect(text).toContain('Rabu, 11 Maret 2026');
    expect(text).toContain('08.20 08.40 09.00');
    expect(text).not.toMatch(/\b08\.00\b/);
    const wrong = clerk.call(scheduling, 'printFreeTimes', { ...asked, visitTypeCode: 'nothing' });
    const { fields } = await jakarta.clinic.refused(wrong);
    expect(fields?.map((one) => one.path)).toEqual(['visitTypeCode']);
  });
});

describe('the appointment card', () => {
  it('is in the patient’s language, with how to prepare', async () => {
    const prep = { prepEn: 'Come fasting for 8 hours.', prepId: 'Puasa 8 jam sebelumnya.' };
    const type = visitTypeNamed('blood', { ...prep, labelEn: 'Blood test', labelId: 'Ambil darah' });
    await jakarta.clinic.as('manager').call(scheduling, 'saveVisitType', type);
    const clerk = jakarta.clinic.as('frontDesk');
    const card = async (name: string, language: string, time: string) => {
      const patientId = await speaking(jakarta, name, language);
      const at = {
        patientId,
        visitTypeCode: 'blood',
        practitionerId: nurse,
        when: { day: '2026-03-12', time },
      };
      const { visitId } = await jakarta.book(at);
      return read(jakarta, clerk.call(scheduling, 'printAppointmentCard', { visitId }));
    };
    const id = await card('Dian Sari', 'id', '09:00');
    expect(id).toContain('Kamis, 12 Maret 2026');
    expect(id).toContain('09.00 WIB');
    expect(id).toContain('Puasa 8 jam sebelumnya.');
    expect(id).toContain('Dian Sari');
    const en = await card('Emma Stone', 'en', '09:30');
    expect(en).toContain('Thursday, March 12, 2026');
    expect(en).toContain('Come fasting for 8 hours.');
    expect(en).not.toContain('Puasa');
  });

  it('of several services names all of them, and how to prepare for each', async () => {
    const manager = jakarta.clinic.as('manager');
    const save = (code: string, labelId: string, prepId: string) =>
      manager.call(scheduling, 'saveVisitType', visitTypeNamed(code, { labelId, prepId }));
    await save('ecg', 'EKG', '');
    await save('sugar', 'Gula darah', 'Puasa 10 jam sebelumnya.');
    const clerk = jakarta.clinic.as('frontDesk');
    const { visitId } = await clerk.call(scheduling, 'bookVisit', {
      ...{ patientId: await speaking(jakarta, 'Hana Putri', 'id'), practitionerId: nurse },
      ...{ visitTypeCode: 'ecg', moreTypeCodes: ['sugar'], when: { day: '2026-03-18', time: '09:00' } },
    });
    const text = await read(jakarta, clerk.call(scheduling, 'printAppointmentCard', { visitId }));
    expect(text).toContain('EKG + Gula darah');
    expect(text).toContain('Puasa 10 jam sebelumnya.');
  });
});

describe('the cancellation letter', () => {
  it('says who cancelled, neither why nor for what, and there is none of a visit that stands', async () => {
    const clerk = jakarta.clinic.as('frontDesk');
    const letter = async (language: string, askedBy: 'patient' | 'clinic', time: string) => {
      const patientId = await speaking(jakarta, 'Fitri Handayani', language);
      const { visitId } = await jakarta.book({
        ...{ patientId, practitionerId: nurse },
        when: { day: '2026-03-13', time },
      });
      const early = clerk.call(scheduling, 'printCancellationLetter', { visitId });
      expect(await jakarta.clinic.refused(early)).toMatchObject({ code: 'scheduling.stillBooked' });
      await clerk.call(scheduling, 'cancelBooking', { visitId, askedBy, reason: 'Dokter sakit' });
      const open = clerk.call(scheduling, 'printAppointmentCard', { visitId });
      expect(await jakarta.clinic.refused(open)).toMatchObject({ code: 'scheduling.notOpen' });
      return read(jakarta, clerk.call(scheduling, 'printCancellationLetter', { visitId }));
    };
    const ours = (await letter('id', 'clinic', '09:00')).replace(/\s+/g, ' ');
    expect(ours).toContain('Yth. Fitri Handayani');
    expect(ours).toContain('Kami mohon maaf: janji temu Anda pada Jumat, 13 Maret 2026 pukul 09.00 WIB');
    expect(ours).not.toMatch(/Dokter sakit|Kontrol/);
    const hers = (await letter('en', 'patient', '09:40')).replace(/\s+/g, ' ');
    expect(hers).toContain('As you asked, we have cancelled your appointment on Friday, March 13, 2026');
  });
});
