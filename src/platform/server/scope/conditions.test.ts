import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../actor.ts';
import { decide, type Facts } from './decide.ts';
import type { ScopeRole, Standing, Term } from './decision.ts';

const now = '2026-03-10T02:00:00.000Z';
const draw = 'orders.performInvasive/venipuncture';

const job = (
  role: string,
  licence: ScopeRole['licence'],
  actions: string[],
  preliminary = false,
): ScopeRole => ({
  ...{ role, label: { en: role, id: role }, actions, preliminary, licence },
});
const assistant = job('assistant', 'none', ['vitals.record', 'orders.performInvasive']);
const desk = job('frontDesk', 'none', ['frontDesk.greet']);
const student = job('student', 'none', ['vitals.record'], true);
const nurse = job('nurse', 'nurse', ['vitals.record', 'vitals.coSign', 'orders.performInvasive']);
const physician = job('physician', 'prescriber', ['orders.performInvasive', 'orders.diagnose']);
const roles = [assistant, desk, student, nurse, physician];

const sari = (...held: string[]): Actor => {
  return { kind: 'staff', id: 's', name: 'Sari', roles: held, language: 'en' };
};
const term = (asked: Partial<Term>): Term => ({
  ...{ act: draw, role: null, competency: null, label: { en: '', id: '' }, credentials: [] },
  ...{ supervision: 'none', delegation: false, coSign: false },
  ...asked,
});
const holds = (kind: Standing['kind'], code: string, until: string | null = null): Standing => ({
  ...{ kind, code, from: '2025-03-10T00:00:00.000Z', until, by: 'dr. Ayu' },
});
const judged = (act: string, facts: Partial<Facts>, ...held: string[]) =>
  decide(sari(...held), act, { roles, now, zone: 'Asia/Jakarta', ...facts });

describe('an act with terms', () => {
  const venipuncture = term({ competency: 'venipuncture', label: { en: 'Venipuncture', id: 'Flebotomi' } });

  it('A14.4 is refused on the day after the competency ended, and nothing else with it', () => {
    // valid through 9 March in Jakarta
    const ended = holds('competency', 'venipuncture', '2026-03-09T17:00:00.000Z');
    const facts = { terms: [venipuncture], standing: [ended] };
    const refused = judged(draw, facts, 'assistant');
    expect(refused).toMatchObject({
      allowed: false,
      whoMay: ['nurse', 'physician'],
      missing: { kind: 'competency', codes: ['venipuncture'], since: ended.until },
      reason: { key: 'scope_refusedCompetencyEnded' },
    });
    expect(judged('vitals.record', facts, 'assistant').allowed).toBe(true);
    expect(judged('orders.performInvasive', facts, 'assistant').allowed).toBe(true);
    expect(judged(draw, { ...facts, now: '2026-03-09T16:59:59.999Z' }, 'assistant').allowed).toBe(true);
  });

  it('asks nothing of who works by a licence, and of two jobs without one by the lesser', () => {
    expect(judged(draw, { terms: [venipuncture] }, 'nurse')).toMatchObject({ allowed: true, under: [] });
    expect(judged(draw, { terms: [venipuncture] }, 'assistant', 'nurse').allowed).toBe(true);
    const ofStudents = term({ act: 'vitals.record', role: 'student', supervision: 'onSite' });
    expect(judged('vitals.record', { terms: [ofStudents] }, 'student').allowed).toBe(false);
    expect(judged('vitals.record', { terms: [ofStudents] }, 'student', 'assistant').allowed).toBe(true);
  });

  it('lets a student’s job learn without the competency, preliminary until the other job is open too', () => {
    const measuring = term({ act: 'vitals.record', competency: 'vitalSigns' });
    const facts = { terms: [measuring] };
    expect(judged('vitals.record', facts, 'student')).toMatchObject({ allowed: true, preliminary: true });
    expect(judged('vitals.record', facts, 'assistant').allowed).toBe(false);
    expect(judged('vitals.record', facts, 'student', 'assistant')).toMatchObject({ preliminary: true });
    const standing = [holds('competency', 'vitalSigns')];
    expect(judged('vitals.record', { ...facts, standing }, 'assistant', 'student')).toMatchObject({
      ...{ allowed: true, preliminary: false },
    });
    const draws = { terms: [venipuncture] };
    expect(judged(draw, draws, 'student', 'assistant').allowed).toBe(false);
  });

  it('wants a certificate only where the clinic says so, and any of those named will do', () => {
    const standing = [holds('competency', 'venipuncture')];
    expect(judged(draw, { terms: [venipuncture], standing }, 'assistant').allowed).toBe(true);
    const certified = { ...venipuncture, credentials: ['CMA (AAMA)', 'RMA (AMT)'] };
    const without = judged(draw, { terms: [certified], standing }, 'assistant');
    expect(without).toMatchObject({ missing: { kind: 'credential', codes: certified.credentials } });
    const both = [...standing, holds('credential', 'RMA (AMT)', '2026-03-11T00:00:00.000Z')];
    expect(judged(draw, { terms: [certified], standing: both }, 'assistant').allowed).toBe(true);
  });

  it('says under what it is allowed: who delegated it, who is in the house, that it will be co-signed', () => {
    const asked = term({ delegation: true, supervision: 'onSite', coSign: true });
    const standing = [holds('delegation', 'orders.performInvasive', '2026-04-01T00:00:00.000Z')];
    const facts = { terms: [asked], standing, present: [{ staffId: 'd', name: 'dr. Budi' }] };
    expect(judged(draw, facts, 'assistant')).toEqual({
      allowed: true,
      preliminary: true,
      under: [
        { kind: 'delegation', by: 'dr. Ayu', until: '2026-04-01T00:00:00.000Z' },
        { kind: 'supervision', by: 'dr. Budi', until: null },
        { kind: 'coSign' },
      ],
    });
    expect(judged(draw, { ...facts, present: [] }, 'assistant')).toMatchObject({
      missing: { kind: 'supervision' },
    });
    expect(judged(draw, { ...facts, standing: [] }, 'assistant')).toMatchObject({
      missing: { kind: 'delegation' },
    });
  });

  it('can be delegated to a job that does not hold it, and a delegated skill is that skill alone', () => {
    const standing = [holds('delegation', draw)];
    expect(judged(draw, { standing }, 'frontDesk')).toMatchObject({ allowed: true, preliminary: false });
    expect(judged('orders.performInvasive', { standing }, 'frontDesk').allowed).toBe(false);
    expect(judged(draw, { standing }, 'student')).toMatchObject({ allowed: true, preliminary: true });
    expect(judged(draw, { standing: [holds('delegation', draw, now)] }, 'frontDesk').allowed).toBe(false);
    expect(judged(draw, { standing }).allowed).toBe(false);
  });
});

it('no grant of any kind, in any order, lets a person without a licence diagnose, prescribe, interpret', () => {
  const licensedActs = ['orders.diagnose', 'orders.prescribe', 'results.interpret', 'orders.sign'];
  const act = fc.constantFrom(...licensedActs, 'orders.*', draw, 'vitals.record');
  const grants = fc.record({
    actions: fc.array(fc.oneof(act, fc.constantFrom('orders.*', 'results.*')), { maxLength: 6 }),
    preliminary: fc.boolean(),
    standing: fc.array(
      fc.record({
        kind: fc.constantFrom<Standing['kind']>('competency', 'credential', 'delegation'),
        code: act,
      }),
    ),
    terms: fc.array(
      fc.record({ act, delegation: fc.boolean(), coSign: fc.boolean(), role: fc.constantFrom(null, 'mine') }),
    ),
    beside: fc.subarray(['assistant', 'frontDesk', 'student']),
  });
  fc.assert(
    fc.property(grants, fc.constantFrom(...licensedActs), fc.boolean(), (given, wanted, asSkill) => {
      const facts = {
        roles: [...roles, job('mine', 'none', given.actions, given.preliminary)],
        standing: given.standing.map(({ kind, code }) => holds(kind, code)),
        terms: given.terms.map(term),
        present: [{ staffId: 'd', name: 'dr. Budi' }],
        licence: 'prescriber' as const,
      };
      return !judged(asSkill ? `${wanted}/any` : wanted, facts, 'mine', ...given.beside).allowed;
    }),
    { numRuns: 2000 },
  );
  // and the same is open to who has it
  expect(judged('orders.diagnose', { licence: 'prescriber' }, 'physician').allowed).toBe(true);
  const refused = judged(
    'orders.diagnose',
    { licence: 'prescriber', roles: [...roles, job('mine', 'none', ['orders.*'])] },
    'mine',
  );
  expect(refused).toMatchObject({ missing: { kind: 'licence' }, whoMay: ['physician'] });
  // a nurse is not enough where a prescriber is asked for
  const asNurse = { roles: [job('nurse', 'nurse', ['orders.*'])], licence: 'prescriber' as const };
  expect(judged('orders.diagnose', asNurse, 'nurse')).toMatchObject({ missing: { kind: 'licence' } });
});
