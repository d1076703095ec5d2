import { expect, it } from 'vitest';
import { sessionLimits } from './limits.ts';
import { hashPassword, hashPin, passwordFits, passwordProblem, pinFits, pinProblem } from './passwords.ts';

it('fits the password it was made from, however its characters were composed', async () => {
  const made = await hashPassword('caf\u00e9 au lait 7');
  expect(made).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwordFits(made, 'cafe\u0301 au lait 7')).toBe(true);
  expect(await passwordFits(made, 'cafe au lait 7')).toBe(false);
});

it('fits nothing where nobody has the login', async () => {
  expect(await passwordFits(null, '')).toBe(false);
  expect(await passwordFits(null, 'anything')).toBe(false);
});

it('fits a PIN to its hash and no other', async () => {
  const made = await hashPin('2580');
  expect(await pinFits(made, '2580')).toBe(true);
  expect(await pinFits(made, '2581')).toBe(false);
});

const about = ['sari.dewi@melati.demo', 'Sari Dewi', 'Klinik Melati', 'melati', 'serambi'];

it.each([
  ['1234567890', 'identity_field_passwordCommon'],
  ['Bismillah123', 'identity_field_passwordCommon'],
  ['aaaaaaaaaaaa', 'identity_field_passwordCommon'],
  ['abcdefghijkl', 'identity_field_passwordCommon'],
  ['saridewi1995', 'identity_field_passwordPersonal'],
  ['Melati-2026!', 'identity_field_passwordPersonal'],
  ['serambi12345', 'identity_field_passwordPersonal'],
  ['seven green umbrellas', undefined],
  ['melati putih di beranda', undefined],
  ['83920174659201', undefined],
  ['密码很长很长而且很好记', undefined],
])('judges the password %s', (password, problem) => {
  expect(passwordProblem(password, about)).toBe(problem);
});

it.each([
  ['1111', 'identity_field_pinEasy'],
  ['3456', 'identity_field_pinEasy'],
  ['87654321', 'identity_field_pinEasy'],
  ['2580', undefined],
])('judges the PIN %s', (pin, problem) => {
  expect(pinProblem(pin)).toBe(problem);
});

it('holds a clinic’s limits to the caps, whatever its settings hold', () => {
  expect(sessionLimits({})).toEqual({ idleMinutes: 15, absoluteMinutes: 720 });
  expect(sessionLimits({ identity: { idleMinutes: 0, absoluteMinutes: 1e9 } })).toEqual({
    idleMinutes: 1,
    absoluteMinutes: 960,
  });
  expect(sessionLimits({ identity: { idleMinutes: 'never' } })).toEqual({
    idleMinutes: 15,
    absoluteMinutes: 720,
  });
  expect(sessionLimits(null)).toEqual({ idleMinutes: 15, absoluteMinutes: 720 });
});
