import { describe, expect, it } from 'vitest';
import type { Language } from '#platform/shared/languages.ts';
import type { Actor } from '../context.ts';
import { decide, type ScopeRole } from './decide.ts';
import en from './messages/en.json' with { type: 'json' };
import id from './messages/id.json' with { type: 'json' };
import { isSmartScope, smartAllows } from './smart.ts';

const roles: ScopeRole[] = [
  role('frontDesk', 'Front desk', 'Loket pendaftaran', ['frontDesk.*', 'scheduling.bookVisit']),
  role('assistant', 'Clinical assistant', 'Asisten klinis', ['vitals.record']),
  role('nurse', 'Nurse', 'Perawat', ['vitals.*']),
  role('physician', 'MD', 'Dokter', ['vitals.*', 'orders.*']),
  { ...role('student', 'Student', 'Siswa PKL', ['vitals.record', 'budgeting.plan']), preliminary: true },
];

function role(name: string, english: string, indonesian: string, actions: string[]): ScopeRole {
  return { role: name, label: { en: english, id: indonesian }, actions, preliminary: false, licence: 'none' };
}

function staff(...held: string[]): Actor {
  return { kind: 'staff', id: 's', name: 'Sari', roles: held, language: 'en' };
}

const actionWords: Record<string, Record<Language, string>> = {
  vitals_action_record: { en: 'record vital signs', id: 'catat tanda-tanda vital' },
  orders_action_sign: { en: 'sign orders', id: 'sahkan permintaan' },
  nobody_action_does: { en: 'do the impossible', id: 'lakukan yang mustahil' },
};

function sentence(language: Language, actor: Actor, action: string, all = roles): string {
  const decision = decide(actor, action, { roles: all });
  if (decision.allowed) throw new Error('allowed');
  const catalogue: Record<string, string> = language === 'en' ? en : id;
  return decision.reasonIn(language, (key, params = {}) => {
    const text = actionWords[key]?.[language] ?? catalogue[key];
    if (text === undefined) throw new Error(`no words for ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
  });
}

describe('deciding', () => {
  it('allows what one of the held roles holds, exactly or by its slice', () => {
    expect(decide(staff('assistant'), 'vitals.record', { roles })).toEqual({
      allowed: true,
      preliminary: false,
      under: [],
    });
    expect(decide(staff('frontDesk', 'nurse'), 'vitals.correct', { roles })).toEqual({
      allowed: true,
      preliminary: false,
      under: [],
    });
  });

  it.each(['vitals.correct', 'vitals.recordMore', 'vitalsother.record', 'vitals', '*', 'vitals.*'])(
    'does not stretch a held action to %s',
    (action) => expect(decide(staff('assistant'), action, { roles }).allowed).toBe(false),
  );

  it('keeps a student’s entries preliminary unless another role of hers holds the act', () => {
    expect(decide(staff('student'), 'vitals.record', { roles })).toEqual({
      allowed: true,
      preliminary: true,
      under: [],
    });
    expect(decide(staff('student', 'assistant'), 'vitals.record', { roles })).toEqual({
      allowed: true,
      preliminary: false,
      under: [],
    });
    expect(decide(staff('student', 'frontDesk'), 'vitals.record', { roles })).toEqual({
      allowed: true,
      preliminary: true,
      under: [],
    });
  });

  it('allows the system itself, and nothing of the duties to a client or to nobody', () => {
    expect(decide({ ...staff(), kind: 'system' }, 'orders.sign', { roles }).allowed).toBe(true);
    expect(decide({ ...staff('physician'), kind: 'client' }, 'orders.sign', { roles }).allowed).toBe(false);
    expect(decide({ ...staff('physician'), kind: 'anyone' }, 'orders.sign', { roles }).allowed).toBe(false);
  });

  it('ignores a role that the clinic does not have', () => {
    expect(decide(staff('surgeon'), 'orders.sign', { roles }).allowed).toBe(false);
  });
});

describe('the reason', () => {
  it('names the job description, the act and who may, in both languages', () => {
    expect(sentence('en', staff('frontDesk'), 'vitals.record')).toBe(
      'Your job description (Front desk) does not hold “record vital signs”. Clinical assistant, nurse or MD may.',
    );
    expect(sentence('id', staff('frontDesk'), 'vitals.record')).toBe(
      'Uraian tugas ini (Loket pendaftaran) tidak memuat “catat tanda-tanda vital”. Yang berwenang: Asisten klinis, perawat atau dokter.',
    );
  });

  it('joins several job descriptions, and names one person who may', () => {
    expect(sentence('en', staff('frontDesk', 'assistant'), 'orders.sign')).toBe(
      'Your job description (Front desk and clinical assistant) does not hold “sign orders”. MD may.',
    );
  });

  it('says what helps where nobody may, where she has no job description, and to another system', () => {
    expect(sentence('en', staff('frontDesk'), 'nobody.does')).toContain('no other one in this clinic does');
    expect(sentence('en', staff(), 'orders.sign')).toContain('in the name of Sari yet');
    expect(sentence('id', staff(), 'nobody.does')).toContain('tidak ada yang memuat “lakukan yang mustahil”');
    expect(sentence('en', { ...staff(), kind: 'client', name: 'Lab' }, 'orders.sign')).toContain(
      'Lab is another system',
    );
    expect(sentence('id', { ...staff(), kind: 'client', name: 'Lab' }, 'nobody.does')).toContain(
      'Lab adalah sistem lain',
    );
  });

  it('gives ids to the log, and students only where nobody else may', () => {
    expect(decide(staff('frontDesk'), 'vitals.record', { roles })).toMatchObject({
      reason: {
        key: 'scope_refusedRole',
        params: { roles: 'frontDesk', action: 'vitals.record', whoMay: 'assistant, nurse, physician' },
      },
      whoMay: ['assistant', 'nurse', 'physician'],
    });
    expect(decide(staff('frontDesk'), 'budgeting.plan', { roles })).toMatchObject({ whoMay: ['student'] });
  });
});

describe('SMART scopes of a client', () => {
  it.each(['system/*.cruds', 'system/Observation.rs', 'system/Patient.r'])('knows %s', (scope) => {
    expect(isSmartScope(scope)).toBe(true);
  });

  it.each([
    'patient/*.rs',
    'user/Patient.r',
    'system/*.',
    'system/*.sr',
    'system/*.read',
    'system/patient.r',
    'system/*.rs?x=1',
  ])('does not grant %s', (scope) => {
    expect(isSmartScope(scope)).toBe(false);
    expect(smartAllows([scope], 'Patient', 'r')).toBe(false);
  });

  it('covers a type and letters by all scopes together, and nothing beside them', () => {
    const scopes = ['system/Observation.cu', 'system/*.rs'];
    expect(smartAllows(scopes, 'Observation', 'cu')).toBe(true);
    expect(smartAllows(scopes, 'Observation', 'r')).toBe(true);
    expect(smartAllows(scopes, 'Observation', 'd')).toBe(false);
    expect(smartAllows(scopes, 'Patient', 'c')).toBe(false);
    expect(smartAllows(scopes, 'Patient', '')).toBe(false);
    expect(smartAllows([], 'Patient', 'r')).toBe(false);
  });
});
