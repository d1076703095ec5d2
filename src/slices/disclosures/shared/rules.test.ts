import { describe, expect, it } from 'vitest';
import { type Authorisation, gapsOf, standingOf } from './authorisation.ts';
import { askOwnConsent, asksMinimum, isCounted, lawOf } from './law.ts';
import { type Chart, earliestDestruction, startingPeriods } from './retention.ts';

const whole: Authorisation = {
  ...{ description: 'Notes of 2025', discloser: 'Harbor Clinic', recipient: 'Acme Life' },
  ...{ purpose: 'Life insurance', expiresOn: '2026-06-30', expiryEvent: '', signedOn: '2026-03-01' },
  ...{ signer: 'patient', signerName: 'Ann Lee', authority: '' },
  ...{ revocation: true, redisclosure: true, noConditioning: true, special: [], endedOn: null, ended: null },
};
const us = lawOf('US').elements;

describe('an authorisation', () => {
  it.each([
    ['description', { description: '' }],
    ['discloser', { discloser: '' }],
    ['recipient', { recipient: '' }],
    ['purpose', { purpose: '' }],
    ['expiry', { expiresOn: null }],
    ['signature', { signedOn: null }],
    ['signature', { signerName: '' }],
    ['authority', { signer: 'representative' }],
    ['revocation', { revocation: false }],
    ['redisclosure', { redisclosure: false }],
    ['noConditioning', { noConditioning: false }],
  ] as const)('lacks %s', (gap, without) => {
    const paper = { ...whole, ...without } as Authorisation;
    expect(gapsOf(paper, us)).toEqual([gap]);
    expect(standingOf(paper, us, '2026-03-09')).toBe('incomplete');
  });

  it('holds on its last day and not on the day after, or by an event as well as by a day', () => {
    expect(standingOf(whole, us, '2026-06-30')).toBe('valid');
    expect(standingOf(whole, us, '2026-07-01')).toBe('expired');
    const byEvent = { ...whole, expiresOn: null, expiryEvent: 'The claim is closed' };
    expect(standingOf(byEvent, us, '2030-01-01')).toBe('valid');
    const happened = { ...byEvent, ended: 'eventHappened', endedOn: '2026-05-01' } as const;
    expect(standingOf(happened, us, '2026-05-01')).toBe('expired');
  });

  it('ends on the day on which she takes it back', () => {
    const revoked = { ...whole, ended: 'revoked', endedOn: '2026-03-09' } as const;
    expect(standingOf(revoked, us, '2026-03-08')).toBe('valid');
    expect(standingOf(revoked, us, '2026-03-09')).toBe('revoked');
  });

  it('need not say in Indonesia what only American law asks for', () => {
    const plain = { ...whole, expiresOn: null, redisclosure: false, noConditioning: false };
    expect(gapsOf(plain, lawOf('ID').elements)).toEqual([]);
  });
});

describe('the basis of a release', () => {
  it('counts where a law asked for it, and never to the patient', () => {
    expect(isCounted('courtOrder', 'court')).toBe(true);
    expect(isCounted('publicHealth', 'publicHealth')).toBe(true);
    expect(isCounted('otherLaw', 'patient')).toBe(false);
    for (const basis of ['treatment', 'payment', 'operations', 'authorisation', 'patientAccess'] as const)
      expect(isCounted(basis, 'other')).toBe(false);
    for (const basis of ['incidental', 'limitedDataSet', 'nationalSecurity'] as const)
      expect(isCounted(basis, 'other')).toBe(false);
  });

  it('asks a consent of its own for special parts', () => {
    expect(askOwnConsent('treatment', ['substanceUse', 'hiv'])).toEqual(['substanceUse', 'hiv']);
    expect(askOwnConsent('patientAccess', ['psychotherapy', 'hiv'])).toEqual(['psychotherapy']);
    expect(askOwnConsent('publicHealth', ['hiv'])).toEqual([]);
  });

  it('asks for the minimum but for treatment, the patient and her authorisation', () => {
    expect(asksMinimum('payment')).toBe(true);
    expect(asksMinimum('courtOrder')).toBe(true);
    expect(asksMinimum('treatment')).toBe(false);
  });
});

describe('retention', () => {
  const chart: Chart = { lastVisitOn: '2026-03-10', birthDate: '1990-05-08', held: false };

  it('A5.4 ends in Indonesia 25 years after the last visit; a legal hold has no end', () => {
    expect(earliestDestruction(chart, startingPeriods('ID'))).toEqual({
      kept: 'until',
      earliestOn: '2051-03-11',
    });
    const held = { ...chart, held: true };
    expect(earliestDestruction(held, startingPeriods('ID'))).toEqual({ kept: 'hold', earliestOn: null });
  });

  it('keeps a child’s chart until ten years after majority in the US, an adult’s ten after the last visit', () => {
    const child = { ...chart, birthDate: '2020-01-31' };
    expect(earliestDestruction(child, startingPeriods('US')).earliestOn).toBe('2048-02-01');
    expect(earliestDestruction(chart, startingPeriods('US')).earliestOn).toBe('2036-03-11');
    // of a year alone, its last day
    const ofYear = { ...chart, birthDate: '2020' };
    expect(earliestDestruction(ofYear, startingPeriods('US')).earliestOn).toBe('2049-01-01');
  });

  it('has no end where something is not known, or is kept for ever', () => {
    const { lastVisitOn: _, ...unseen } = chart;
    expect(earliestDestruction(unseen, startingPeriods('ID')).kept).toBe('neverSeen');
    const ageless = { ...chart, birthDate: undefined };
    expect(earliestDestruction(ageless, startingPeriods('US')).kept).toBe('ageUnknown');
    const forEver = startingPeriods('ID').map((one) => ({ ...one, action: 'keep' as const }));
    expect(earliestDestruction(chart, forEver).kept).toBe('forEver');
  });
});
