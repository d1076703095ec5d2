import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frontDesk } from '../contract.ts';
import { type Desk, openDesk } from './testing/open-desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk('ID');
});
afterAll(() => desk.close());

const clerk = () => desk.clinic.as('frontDesk');
const doctor = () => desk.clinic.as('physician');

describe('the script', () => {
  const read = () => clerk().call(frontDesk, 'talkScript', {});

  it('of the clinic is in force once a physician has approved it, and names him', async () => {
    const { inForce } = await read();
    expect(inForce).toMatchObject({ version: 0, savedBy: 'Serambi' });
    const questions = inForce.script.questions.map((one) =>
      one.code === 'onset' ? { ...one, id: 'Sudah berapa lama?' } : one,
    );
    const saved = { ...inForce.script, questions, after: 0 };
    const manager = desk.clinic.as('manager');
    await manager.call(frontDesk, 'saveTalkScript', saved);
    expect(await read()).toMatchObject({ inForce: { version: 0 }, draft: { version: 1 } });
    const byManager = manager.call(frontDesk, 'approveTalkScript', { version: 1 });
    expect(await desk.clinic.refused(byManager)).toMatchObject({ status: 403 });
    const stale = manager.call(frontDesk, 'saveTalkScript', saved);
    expect((await desk.clinic.refused(stale)).code).toBe('frontDesk.versionTaken');
    await doctor().call(frontDesk, 'approveTalkScript', { version: 1 });
    const after = await read();
    expect(after.inForce).toMatchObject({ version: 1, approved: { by: doctor().actor.name } });
    expect(after.draft).toBeUndefined();
    const visitId = await desk.booked('Skrip Baru', '15:00');
    const talk = await clerk().call(frontDesk, 'talk', { visitId });
    expect(talk.scriptVersion).toBe(1);
    expect(talk.asked.find((one) => one.code === 'onset')?.id).toBe('Sudah berapa lama?');
  });

  it('without an emergency question for everybody, or with a topic of nobody’s, is refused by its field', async () => {
    const { inForce } = await read();
    const { questions, topics } = inForce.script;
    const save = (script: object) =>
      desk.clinic.as('manager').call(frontDesk, 'saveTalkScript', { questions, topics, after: 1, ...script });
    const none = await desk.clinic.refused(
      save({ questions: questions.filter((one) => one.code !== 'now') }),
    );
    // the baby's question has no topic either, but is not for everybody
    expect(none.fields?.map((one) => one.path)).toEqual(['questions']);
    const odd = questions.map((one) => (one.code === 'tried' ? { ...one, topics: ['nothing'] } : one));
    const refused = await desk.clinic.refused(save({ questions: odd }));
    expect(refused.fields?.[0]?.path).toMatch(/^questions\.\d+\.topics$/);
  });
});
