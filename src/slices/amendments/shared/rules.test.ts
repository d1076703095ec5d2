import { describe, expect, it } from 'vitest';
import { startingClocks } from './law.ts';
import { dueAt, extendedDue, hasTurn, mayExtend, nextAct, untoldOf } from './rules.ts';

const newYork = { now: '2026-03-09T14:00:00Z', zone: 'America/New_York' };
const jakarta = { now: '2026-03-09T02:30:00Z', zone: 'Asia/Jakarta' };
const us = startingClocks('US');
const indonesia = startingClocks('ID');

describe('the day on which a request is due', () => {
  it('in the US is the whole sixtieth day, and thirty days more once', () => {
    const due = dueAt(us.answer, '2026-03-09', newYork);
    // the last minute of 8 May in New York
    expect(due).toBe('2026-05-09T03:59:00Z');
    expect(extendedDue(due, us.extensionDays, newYork.zone)).toBe('2026-06-08T03:59:00Z');
  });

  it('keeps to the clinic’s day where the clock changes in between', () => {
    expect(dueAt(us.answer, '2026-01-10', newYork)).toBe('2026-03-12T03:59:00Z');
    expect(dueAt(us.answer, '2026-01-06', newYork)).toBe('2026-03-08T04:59:00Z');
  });

  it('in Indonesia is three times 24 hours from the minute, or from the beginning of an earlier day', () => {
    expect(dueAt(indonesia.answer, '2026-03-09', jakarta)).toBe('2026-03-12T02:30:00Z');
    expect(dueAt(indonesia.answer, '2026-03-08', jakarta)).toBe('2026-03-10T17:00:00Z');
  });
});

describe('an extension', () => {
  it.each([
    ['is there once', 'received', false, us, 'US', true],
    ['is there under review', 'review', false, us, 'US', true],
    ['is not there a second time', 'review', true, us, 'US', false],
    ['is not there once it is decided', 'accepted', false, us, 'US', false],
    ['is not there where the clinic has none', 'review', false, { ...us, extensionDays: 0 }, 'US', false],
    ['is not there where the law knows none', 'review', false, { ...us, extensionDays: 30 }, 'ID', false],
  ] as const)('%s', (_sentence, state, extended, clocks, country, due) => {
    expect(mayExtend({ state, extended }, clocks, country)).toBe(due);
  });
});

describe('turns', () => {
  it('go from received over review and a decision to told and closed', () => {
    expect(hasTurn('review', 'received', null)).toBe(true);
    expect(hasTurn('decide', 'received', null)).toBe(false);
    expect(hasTurn('decide', 'review', null)).toBe(true);
    expect(hasTurn('tell', 'denied', 'denied')).toBe(true);
    expect(hasTurn('close', 'accepted', 'accepted')).toBe(false);
    expect(hasTurn('close', 'told', 'accepted')).toBe(true);
  });

  it('tell nobody else of a denial', () => {
    expect(hasTurn('tellParty', 'told', 'accepted')).toBe(true);
    expect(hasTurn('tellParty', 'told', 'denied')).toBe(false);
    expect(hasTurn('addParty', 'told', 'denied')).toBe(false);
  });

  it('wait for a physician, a manager or the front desk', () => {
    expect(nextAct('review', 'clinical')?.action).toBe('amendments.decideClinical');
    expect(nextAct('received', 'administrative')?.action).toBe('amendments.decideAdministrative');
    expect(nextAct('denied', 'clinical')).toEqual({ kind: 'amendments.tell', action: 'amendments.receive' });
    expect(nextAct('closed', 'clinical')).toBeUndefined();
  });

  it('name those who were not told', () => {
    const parties = [
      { name: 'Dr. Heart', toldOn: '2026-03-09' },
      { name: 'Acme Health', toldOn: null },
    ];
    expect(untoldOf(parties)).toEqual(['Acme Health']);
  });
});
