import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../actor.ts';
import { decide, type Facts } from './decide.ts';
import type { Counted, Law, Present, Protocol, ScopeRole, Standing, Term } from './decision.ts';
import { anyLaw, lawRule } from './testing.ts';

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
  ...{ supervision: 'none', delegation: false, protocol: 'none', coSign: false },
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

  it('takes nothing else for the competency: no other one, no paper of its name, none that is to come', () => {
    const facts = (...standing: Standing[]) => ({ terms: [venipuncture], standing });
    const later = { ...holds('competency', 'venipuncture'), from: '2026-03-10T02:00:00.001Z' };
    for (const other of [holds('competency', 'ecg'), holds('credential', 'venipuncture'), later])
      expect(judged(draw, facts(other), 'assistant')).toMatchObject({ missing: { kind: 'competency' } });
    expect(judged(draw, facts({ ...later, from: now }), 'assistant').allowed).toBe(true);
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
    const facts = {
      terms: [asked],
      standing,
      present: [{ staffId: 'd', name: 'dr. Budi', licence: 'prescriber' as const }],
    };
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
    // nor is it final by another job of hers, to which it was not delegated as such
    expect(judged(draw, { standing }, 'student', 'frontDesk')).toMatchObject({ preliminary: true });
    expect(judged(draw, { standing: [holds('competency', draw)] }, 'frontDesk').allowed).toBe(false);
    expect(judged(draw, { standing: [holds('delegation', draw, now)] }, 'frontDesk').allowed).toBe(false);
    expect(judged(draw, { standing }).allowed).toBe(false);
  });
});

describe('an act that asks for a standing order', () => {
  const swab = 'orders.performInvasive/vaccine';
  const asked = term({ act: swab, protocol: 'withoutOrder' });
  const protocol = (more: Partial<Protocol> = {}): Protocol => ({
    ...{ sourceId: 'flu', version: 2, act: swab, title: 'Influenza vaccine', roles: ['assistant', 'nurse'] },
    ...{ from: '2026-01-01T05:00:00.000Z', until: '2026-04-01T04:00:00.000Z', by: 'dr. Ayu' },
    ...{ fromMonths: null, underMonths: null },
    ...more,
  });
  const missingOf = (facts: Partial<Facts>, ...held: string[]) => {
    const answer = judged(swab, { terms: [asked], ...facts }, ...held);
    return answer.allowed ? undefined : answer.missing;
  };

  it('is refused without one, with who may approve', () => {
    expect(judged(swab, { terms: [asked] }, 'assistant')).toMatchObject({
      ...{ allowed: false, whoMay: ['physician'], missing: { kind: 'protocol', codes: [swab] } },
      reason: { key: 'scope_refusedProtocol' },
    });
    // somebody else's job, another act and another skill are none
    for (const other of [{ roles: ['nurse'] }, { act: draw }, { act: 'vitals.record' }])
      expect(missingOf({ protocols: [protocol(other)] }, 'assistant')).toMatchObject({ kind: 'protocol' });
  });

  it('is allowed under it, and says which, by whom and until when', () => {
    expect(judged(swab, { terms: [asked], protocols: [protocol()] }, 'assistant')).toEqual({
      ...{ allowed: true, preliminary: false },
      under: [
        {
          ...{ kind: 'protocol', by: 'dr. Ayu', until: '2026-04-01T04:00:00.000Z' },
          ...{ title: 'Influenza vaccine', sourceId: 'flu', version: 2 },
        },
      ],
    });
    // one of the whole act holds for each of its skills
    const whole = protocol({ act: 'orders.performInvasive' });
    expect(missingOf({ protocols: [whole] }, 'assistant')).toBeUndefined();
  });

  it('ends at its last moment, and begins with its approval', () => {
    const at = (instant: string) => missingOf({ protocols: [protocol()], now: instant }, 'assistant');
    expect(at('2026-04-01T03:59:59.999Z')).toBeUndefined();
    expect(at('2026-04-01T04:00:00.000Z')).toMatchObject({ since: '2026-04-01T04:00:00.000Z' });
    expect(at('2026-01-01T04:59:59.999Z')).toEqual({ kind: 'protocol', codes: [swab] });
  });

  it('is not asked for where it was ordered for the patient, unless the clinic always wants one', () => {
    const about = { ordered: true };
    expect(judged(swab, { terms: [asked], about }, 'assistant')).toMatchObject({ allowed: true, under: [] });
    const always = term({ act: swab, protocol: 'always' });
    expect(missingOf({ terms: [always], about }, 'assistant')).toMatchObject({ kind: 'protocol' });
    expect(missingOf({ terms: [always], about, protocols: [protocol()] }, 'assistant')).toBeUndefined();
  });

  it('covers patients of its ages only, and nobody whose age is not known', () => {
    const protocols = [protocol({ fromMonths: 6, underMonths: 216 })];
    const of = (bornOn?: string) =>
      missingOf({ protocols, about: bornOn === undefined ? {} : { bornOn } }, 'assistant');
    expect(of('2025-09-10')).toBeUndefined();
    expect(of('2025-09-11')).toMatchObject({ otherAge: true });
    expect(of('2008-03-11')).toBeUndefined();
    expect(of('2008-03-10')).toMatchObject({ otherAge: true });
    expect(of('2008')).toMatchObject({ otherAge: true });
    expect(of('2009')).toBeUndefined();
    expect(of('')).toMatchObject({ otherAge: true });
    expect(of()).toBeUndefined();
    expect(missingOf({ about: { bornOn: '' }, protocols: [protocol()] }, 'assistant')).toBeUndefined();
  });

  it('that rests on one alone needs that very one, of a nurse too and not of who could order it', () => {
    const about = { protocol: 'flu' };
    const facts = { terms: [], about };
    expect(missingOf(facts, 'assistant')).toMatchObject({ kind: 'protocol' });
    expect(missingOf(facts, 'nurse')).toMatchObject({ kind: 'protocol' });
    expect(missingOf({ ...facts, protocols: [protocol({ sourceId: 'mmr' })] }, 'nurse')).toBeDefined();
    expect(missingOf({ ...facts, protocols: [protocol()] }, 'nurse')).toBeUndefined();
    expect(missingOf(facts, 'physician')).toBeUndefined();
  });

  it('opens nothing to a job that does not hold the act, and no job through the other one', () => {
    const protocols = [protocol({ roles: ['frontDesk', 'assistant'] })];
    expect(judged(swab, { protocols }, 'frontDesk').allowed).toBe(false);
    const learner = job('learner', 'none', ['orders.performInvasive'], true);
    const competency = term({ act: swab, competency: 'vaccine', protocol: 'always' });
    const facts = { protocols, terms: [competency], roles: [...roles, learner] };
    // her student's job is not named; her other one lacks the competency
    expect(judged(swab, facts, 'assistant', 'learner').allowed).toBe(false);
  });
});

it('no sequence of grants of any kind lets a person without a licence diagnose, prescribe, interpret or sign', () => {
  const licensedActs = ['orders.diagnose', 'orders.prescribe', 'results.interpret', 'orders.sign'];
  const act = fc.constantFrom(...licensedActs, 'orders.*', 'results.*', draw, 'vitals.record');
  const role = fc.constantFrom('mine', 'assistant', 'frontDesk', 'student');
  const kind = fc.constantFrom<Standing['kind']>('competency', 'credential', 'delegation');
  const asked = fc.constantFrom<Term['protocol']>('none', 'withoutOrder', 'always');
  const counted = fc.constantFrom<Counted>('training', 'performance');
  const grant = fc.oneof(
    fc.record({ what: fc.constant('action' as const), act, preliminary: fc.boolean() }),
    fc.record({ what: fc.constant('role' as const), role }),
    fc.record({ what: fc.constant('standing' as const), kind, code: act }),
    fc.record({ what: fc.constant('protocol' as const), act, roles: fc.uniqueArray(role, { minLength: 1 }) }),
    fc.record({
      ...{ what: fc.constant('term' as const), act, role: fc.option(role), delegation: fc.boolean() },
      ...{ coSign: fc.boolean(), protocol: asked },
    }),
    fc.record({ what: fc.constant('present' as const) }),
    fc.record({ what: fc.constant('law' as const), act, law: anyLaw }),
    fc.record({ what: fc.constant('counted' as const), counted, code: act, amount: fc.nat(5000) }),
  );
  const about = fc.record(
    {
      ordered: fc.boolean(),
      protocol: fc.constantFrom('p0', 'p1'),
      bornOn: fc.constantFrom('', '2000-01-01'),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 12 }), about, fc.boolean(), (grants, about, asSkill) => {
      const mine = job('mine', 'none', []);
      const held = ['mine'];
      const facts = {
        ...{ roles: [...roles, mine], standing: [] as Standing[], terms: [] as Term[] },
        ...{ protocols: [] as Protocol[], present: [] as Present[], laws: [] as Law[] },
        ...{ about, licence: 'prescriber' as const },
      };
      const opened = () =>
        licensedActs.some((one) => judged(asSkill ? `${one}/any` : one, facts, ...held).allowed);
      for (const one of grants) {
        if (one.what === 'action') {
          mine.actions.push(one.act);
          mine.preliminary = one.preliminary;
        } else if (one.what === 'role') held.push(one.role);
        else if (one.what === 'standing') facts.standing.push(holds(one.kind, one.code));
        else if (one.what === 'term') facts.terms.push(term(one));
        else if (one.what === 'law') facts.laws.push(lawRule({ ...one.law, act: one.act }));
        else if (one.what === 'counted')
          facts.standing.push({ ...holds(one.counted, one.code), amount: one.amount });
        else if (one.what === 'present')
          facts.present.push({ staffId: 'd', name: 'dr. Budi', licence: 'prescriber' });
        else
          facts.protocols.push({
            ...{ sourceId: `p${facts.protocols.length}`, version: 1, title: 'x', by: 'dr. Ayu' },
            ...{ act: one.act, roles: one.roles, from: '2025-01-01T00:00:00.000Z' },
            ...{ until: '2027-01-01T00:00:00.000Z', fromMonths: null, underMonths: null },
          });
        if (opened()) return false;
      }
      return true;
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
