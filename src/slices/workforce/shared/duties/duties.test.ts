import { describe, expect, it } from 'vitest';
import { templateOf } from '../templates/all.ts';
import { dutiesOf } from './duties-of.ts';
import { idDuties } from './id.ts';
import { usDuties } from './us.ts';

const countries = { US: usDuties, ID: idDuties };

describe.each(Object.entries(countries))('the duties of %s', (country, duties) => {
  it('are written for every job of its template, in both languages', () => {
    for (const { role } of templateOf(country) ?? []) {
      const job = duties[role];
      const texts = [...(job?.administrative ?? []), ...(job?.clinical ?? []), ...(job?.credentials ?? [])];
      expect([role, texts.length > 0]).toEqual([role, true]);
      for (const one of texts) expect(one.en !== '' && one.id !== '' && one.en !== one.id).toBe(true);
    }
  });
});

it('are never one country’s translated from the other’s', () => {
  const textsOf = (duties: typeof usDuties) =>
    Object.values(duties).flatMap((job) => [...job.administrative, ...job.clinical]);
  const american = new Set(textsOf(usDuties).flatMap((one) => [one.en, one.id]));
  const alike = textsOf(idDuties).filter((one) => american.has(one.en) || american.has(one.id));
  // reading and changing nothing is the same everywhere
  expect(alike.map((one) => one.en)).toEqual([]);
});

it('of an asisten perawat hold no injection, and of a US assistant with two jobs each duty once', () => {
  const [helper, both] = [
    dutiesOf('ID', ['assistant'], 'en'),
    dutiesOf('US', ['frontDesk', 'assistant'], 'en'),
  ];
  expect(helper.clinical.join()).toContain('gives no injection');
  expect(helper.supervision).toBe('onSite');
  expect(both.administrative).toEqual(dutiesOf('US', ['frontDesk'], 'en').administrative);
  expect(dutiesOf('MY', ['assistant'], 'en').clinical).toEqual([]);
});
