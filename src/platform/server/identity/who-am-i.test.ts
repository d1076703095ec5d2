import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IdentityGround, identityGround, password } from '#testing/identity.ts';
import { inClinic } from '../db/database.ts';
import { endProtocol, saveProtocol, saveStanding } from '../scope/terms.ts';

let ground: IdentityGround;
beforeAll(async () => {
  ground = await identityGround();
});
afterAll(() => ground.test.drop());

it('says in how many seconds something that she may rests on begins or ends by itself', async () => {
  const staffId = await ground.person('turns@a.test');
  const browser = ground.browser();
  await browser.open('signIn', { login: 'turns@a.test', password });
  const turn = async () => (await browser.open('whoAmI')).rightsTurnInSeconds;
  expect(await turn()).toBeUndefined();
  const { id } = ground.test.clinicA;
  const at = (seconds: number) => new Date(Date.parse(ground.now()) + seconds * 1000).toISOString();
  await inClinic(ground.test.db, id, (tx) =>
    saveStanding(tx, id, {
      ...{ staffId, kind: 'delegation', code: 'vitals.record', by: 'dr. Ayu' },
      ...{ sourceId: crypto.randomUUID(), from: at(-60), until: at(3600) },
    }),
  );
  expect(await turn()).toBe(3600);
  const sourceId = crypto.randomUUID();
  await inClinic(ground.test.db, id, (tx) =>
    saveProtocol(tx, id, {
      ...{ sourceId, version: 1, title: 'Strep test', acts: ['vitals.record'], roles: ['frontDesk'] },
      ...{ from: at(-60), until: at(90), by: 'dr. Ayu', fromMonths: null, underMonths: null },
    }),
  );
  expect(await turn()).toBe(90);
  expect((await browser.who())?.protocols).toMatchObject([{ sourceId, title: 'Strep test', until: at(90) }]);
  // one that was withdrawn turns no more, and another job's never did
  await inClinic(ground.test.db, id, (tx) => endProtocol(tx, id, sourceId, ground.now()));
  expect(await turn()).toBe(3600);
  ground.pass(60);
  expect(await turn()).toBeUndefined();
});
