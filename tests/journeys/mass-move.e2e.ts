import { describe, expect, it } from 'vitest';
import { words } from '#platform/server/words.ts';
import { addDays, today } from '#platform/shared/time.ts';
import { expectAccessible, languages, shapes, shoot } from './support/browser.ts';
import { call, openWindows, somebody } from './support/clinic.ts';
import { serambiUrl } from './support/serambi-url.ts';

const window = openWindows();
const zones = { en: 'America/New_York', id: 'Asia/Jakarta' } as const;

describe.each(languages)('a provider who is ill, in %s', (language) => {
  const w = (key: string, params = {}) => words(language, `scheduling_mass_${key}`, params);

  it('has all visits moved on one screen, by keyboard', async () => {
    const url = serambiUrl();
    const desk = await window('frontdesk', language);
    const from = addDays(today({ now: Date.now }, zones[language]), 9);
    const search = { visitTypeCode: 'follow-up', fromDay: from, toDay: addDays(from, 4), part: 'morning' };
    const { times } = await call(desk, 'scheduling/freeTimes', search);
    const { practitionerId, day } = times[0];
    const hers = times.filter(
      (one: { practitionerId: string; day: string }) =>
        one.practitionerId === practitionerId && one.day === day,
    );
    const booked: { name: string; visitId: string; patientId: string }[] = [];
    for (const time of hers.slice(0, 3)) {
      const { name, birthDate } = somebody();
      const { patient } = await call(desk, 'records/registerPatient', {
        ...{ name, birthDate, sex: 'female', notThese: [] },
      });
      const { visitId } = await call(desk, 'scheduling/bookVisit', {
        ...{ patientId: patient.id, visitTypeCode: 'follow-up', practitionerId, when: time.startsAt },
      });
      booked.push({ name, visitId, patientId: patient.id });
    }
    const [first, second, third] = booked;
    if (!first || !second || !third) throw new Error('three are booked');

    await desk.goto(`${url}/calendar/mass-move?practitionerId=${practitionerId}&day=${day}`);
    const choices = (name: string) => desk.getByRole('combobox', { name: new RegExp(name) });
    await choices(first.name).waitFor();
    for (const shape of ['desk', 'tablet', 'phone'] as const) {
      await desk.setViewportSize(shapes[shape]);
      await expectAccessible(desk, `mass move, ${shape}`);
      await shoot(desk, `mass-move-${language}-${shape}`);
    }
    await desk.setViewportSize(shapes.desk);
    // one by the wait list, one by telephone, one as it is proposed
    await choices(second.name).selectOption('waitlist');
    await choices(third.name).focus();
    await desk.keyboard.press('End');
    await desk.keyboard.press('ArrowUp');
    await expect.poll(() => choices(third.name).inputValue()).toBe('call');
    await desk.keyboard.press('Control+Enter');
    await desk.getByText(w('did_waitlist')).first().waitFor();
    await desk.getByText(w('did_called')).first().waitFor();
    await expectAccessible(desk, 'mass move, done');
    await shoot(desk, `mass-move-done-${language}`);
    const { coming } = await call(desk, 'scheduling/patientVisits', { patientId: first.patientId });
    expect(coming).toMatchObject([{ visitId: first.visitId, sequence: 1 }]);
    expect((await call(desk, 'waitlist/entries', { patientId: second.patientId })).entries).toMatchObject([
      { state: 'waiting', priority: 2, note: w('ill') },
    ]);
    const { tasks } = await call(desk, 'work/listMine', {});
    expect(tasks.some((one: { patientId?: string }) => one.patientId === third.patientId)).toBe(true);
    for (const one of [first, third])
      await call(desk, 'scheduling/cancelBooking', {
        visitId: one.visitId,
        reason: 'Test',
        askedBy: 'clinic',
      });
    const { entries } = await call(desk, 'waitlist/entries', { patientId: second.patientId });
    await call(desk, 'waitlist/takeOff', { entryId: entries[0].entryId, reason: 'Test' });
  });
});
