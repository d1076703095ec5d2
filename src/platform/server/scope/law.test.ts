import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { words } from '../words.ts';
import type { Actor } from '../actor.ts';
import { decide, type Facts } from './decide.ts';
import type { Law, Present, Standing } from './decision.ts';
import { anyLaw, jobOf, lawRule } from './testing.ts';

const now = '2026-03-10T02:00:00.000Z';
const draw = 'orders.performInvasive/venipuncture';
const roles = [
  jobOf('assistant', 'none', ['vitals.record', 'orders.performInvasive']),
  jobOf('frontDesk', 'none', ['frontDesk.greet']),
  jobOf('student', 'none', ['orders.performInvasive'], true),
  jobOf('nurse', 'nurse', ['vitals.record', 'orders.performInvasive']),
  jobOf('physician', 'prescriber', ['orders.performInvasive']),
];
const sari = (...held: string[]): Actor => {
  return { kind: 'staff', id: 's', name: 'Sari', roles: held, language: 'en' };
};
const holds = (kind: Standing['kind'], code: string, more: Partial<Standing> = {}): Standing => ({
  ...{ kind, code, from: '2025-03-10T00:00:00.000Z', until: null, by: 'dr. Ayu' },
  ...more,
});
const seen = (performances: number) => holds('performance', draw, { amount: performances });
const trained = (minutes: number, subject = 'bloodDraw') => holds('training', subject, { amount: minutes });
const dr: Present = { staffId: 'd', name: 'dr. Budi', licence: 'prescriber' };
const rn: Present = { staffId: 'n', name: 'Nurse Ana', licence: 'nurse' };
const judged = (act: string, facts: Partial<Facts>, ...held: string[]) =>
  decide(sari(...held), act, { roles, now, zone: 'America/Los_Angeles', ...facts });
const reasonOf = (answer: ReturnType<typeof judged>, language: 'en' | 'id') =>
  answer.allowed ? '' : answer.reasonIn(language, (key, params) => words(language, key, params));

const california = lawRule({
  ...{ act: draw, subject: 'bloodDraw', minutes: 600, performances: 10 },
  label: { en: 'venipunctures', id: 'pungsi vena' },
});

describe('what the law of a place counts', () => {
  it('is told in words, with how much there is of how much', () => {
    const facts = { laws: [california], standing: [seen(7), trained(270)] };
    const answer = judged(draw, facts, 'assistant');
    expect(answer).toMatchObject({
      ...{ allowed: false, whoMay: ['nurse', 'physician'], reason: { key: 'scope_refusedTraining' } },
      missing: {
        ...{ kind: 'training', codes: [draw], place: 'US-CA' },
        short: { performance: { have: 7, need: 10 }, training: { have: 270, need: 600 } },
      },
    });
    expect(reasonOf(answer, 'en')).toContain('California');
    expect(reasonOf(answer, 'en')).toContain('7 of 10 venipunctures observed; 4.5 of 10 h of training');
    expect(reasonOf(answer, 'id')).toContain(
      '7 dari 10 pungsi vena sudah diamati; 4,5 dari 10 jam pelatihan',
    );
  });

  it('is enough from the last one on, and what is enough is not named', () => {
    const of = (...standing: Standing[]) => judged(draw, { laws: [california], standing }, 'assistant');
    expect(of(seen(10), trained(600)).allowed).toBe(true);
    const hours = of(seen(10), trained(599));
    expect(hours).toMatchObject({ missing: { short: { training: { have: 599, need: 600 } } } });
    expect(reasonOf(hours, 'en')).toMatch(/: 9\.98 of 10 h of training\./);
    const draws = of(seen(9), trained(600));
    expect(reasonOf(draws, 'en')).toMatch(/: 9 of 10 venipunctures observed\./);
    // two stretches of one subject are both hers
    expect(of(seen(4), seen(6), trained(300), trained(300)).allowed).toBe(true);
  });

  it('is of that act and that subject alone, begun by now, and no other thing of its name', () => {
    const of = (...standing: Standing[]) =>
      judged(draw, { laws: [california], standing }, 'assistant').allowed;
    const ten = (kind: Standing['kind'], code: string) => holds(kind, code, { amount: 900 });
    expect(of(ten('performance', 'orders.performInvasive/vaccine'), trained(600))).toBe(false);
    expect(of(seen(10), trained(600, 'injections'))).toBe(false);
    expect(of(ten('training', draw), trained(600))).toBe(false);
    expect(of(seen(10), ten('performance', 'bloodDraw'))).toBe(false);
    const later = '2026-03-10T02:00:00.001Z';
    expect(of({ ...seen(10), from: later }, trained(600))).toBe(false);
    expect(of(seen(10), { ...trained(600), until: now })).toBe(false);
    // her practice opens no other act and closes none
    expect(judged('vitals.record', { laws: [california] }, 'assistant').allowed).toBe(true);
  });

  it('is asked of nobody who works by a licence, and of no student, who is here to gain it', () => {
    const facts = { laws: [california] };
    expect(judged(draw, facts, 'nurse')).toMatchObject({ allowed: true, under: [] });
    expect(judged(draw, facts, 'student')).toMatchObject({ allowed: true, preliminary: true });
    const certified = [lawRule({ act: draw, credentials: ['MA-Certified (WA)'] })];
    expect(judged(draw, { laws: certified }, 'student').allowed).toBe(true);
    // nor does her student's job open it to her other one: what she writes stays preliminary
    expect(judged(draw, facts, 'student', 'assistant')).toMatchObject({ preliminary: true });
  });

  it('is asked of whoever has it by delegation too', () => {
    const standing = [holds('delegation', draw)];
    expect(judged(draw, { standing }, 'frontDesk').allowed).toBe(true);
    expect(judged(draw, { standing, laws: [california] }, 'frontDesk').allowed).toBe(false);
  });
});

describe('what the law of a place asks for beside', () => {
  it('is any one credential of the state that is alive', () => {
    const laws = [lawRule({ act: draw, credentials: ['MA-Certified (WA)', 'MA-Phlebotomist (WA)'] })];
    const of = (...standing: Standing[]) => judged(draw, { laws, standing }, 'assistant');
    expect(of()).toMatchObject({ missing: { kind: 'credential', codes: laws[0]?.credentials } });
    expect(of(holds('credential', 'CMA (AAMA)')).allowed).toBe(false);
    expect(of(holds('credential', 'MA-Phlebotomist (WA)')).allowed).toBe(true);
    expect(of(holds('credential', 'MA-Certified (WA)', { until: now }))).toMatchObject({
      missing: { since: now },
    });
  });

  it('is that nobody does it without a licence, whatever she is given', () => {
    const laws = [lawRule({ act: draw, place: 'US-NY', forbidden: true, credentials: ['CMA'] })];
    const standing = [holds('delegation', draw), seen(99), holds('competency', 'venipuncture')];
    for (const role of ['assistant', 'frontDesk', 'student']) {
      const answer = judged(draw, { laws, standing, present: [dr] }, role);
      expect(answer).toMatchObject({ missing: { kind: 'forbidden' }, whoMay: ['nurse', 'physician'] });
      expect(reasonOf(answer, 'en')).toContain('New York');
    }
    expect(judged(draw, { laws }, 'nurse').allowed).toBe(true);
    // of a whole act it holds for each of its skills; of a skill for that one alone
    const whole = [lawRule({ act: 'orders.performInvasive', forbidden: true })];
    expect(judged(draw, { laws: whole }, 'assistant').allowed).toBe(false);
    expect(judged('orders.performInvasive/vaccine', { laws }, 'assistant').allowed).toBe(true);
  });

  it('is somebody in the house, by which licence the place says', () => {
    const on = (supervisor: Law['supervisor'], ...present: Present[]) =>
      judged(
        draw,
        { laws: [lawRule({ act: draw, supervision: 'onSite', supervisor })], present },
        'assistant',
      );
    expect(on('nurse')).toMatchObject({
      ...{ missing: { kind: 'supervision' }, reason: { key: 'scope_refusedSupervision' } },
      whoMay: ['nurse', 'physician'],
    });
    expect(on('nurse', rn)).toMatchObject({ under: [{ kind: 'supervision', by: 'Nurse Ana' }] });
    expect(on('prescriber', rn)).toMatchObject({
      ...{ missing: { kind: 'supervision', codes: ['prescriber'] }, whoMay: ['physician'] },
      reason: { key: 'scope_refusedProvider' },
    });
    expect(on('prescriber', rn, dr)).toMatchObject({ under: [{ kind: 'supervision', by: 'dr. Budi' }] });
    const ofStudents = [lawRule({ act: draw, supervision: 'onSite' })];
    expect(judged(draw, { laws: ofStudents }, 'student').allowed).toBe(false);
  });

  it('is somebody who answers for it from afar, which is said and keeps nobody waiting', () => {
    const laws = [lawRule({ act: draw, supervision: 'indirect' })];
    expect(judged(draw, { laws }, 'assistant')).toMatchObject({
      allowed: true,
      under: [{ kind: 'indirect' }],
    });
    expect(judged(draw, { laws }, 'nurse')).toMatchObject({ under: [] });
  });

  it('is of the jobs that it names alone', () => {
    const laws = [lawRule({ act: draw, roles: ['assistant'], forbidden: true })];
    expect(judged(draw, { laws }, 'assistant').allowed).toBe(false);
    expect(judged(draw, { laws }, 'student').allowed).toBe(true);
  });
});

it('the law of a place only ever narrows: with more of it nobody may more', () => {
  const held = fc.uniqueArray(fc.constantFrom('assistant', 'frontDesk', 'student', 'nurse', 'physician'));
  const act = fc.constantFrom(draw, 'vitals.record', 'orders.performInvasive', 'frontDesk.greet');
  const law = fc.tuple(act, anyLaw).map(([of, asked]) => lawRule({ ...asked, act: of }));
  const standing = fc.subarray([
    seen(10),
    trained(600),
    holds('credential', 'CMA'),
    holds('delegation', draw),
  ]);
  const present = fc.subarray([dr, rn]);
  fc.assert(
    fc.property(
      held,
      act,
      fc.array(law, { maxLength: 4 }),
      law,
      standing,
      present,
      (jobs, of, laws, more, ...has) => {
        const [standing, present] = has;
        const before = judged(of, { laws, standing, present }, ...jobs);
        const after = judged(of, { laws: [...laws, more], standing, present }, ...jobs);
        if (!after.allowed) return true;
        return before.allowed && (after.preliminary || !before.preliminary);
      },
    ),
    { numRuns: 2000 },
  );
});
