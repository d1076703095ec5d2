import fc from 'fast-check';
import type { Law, ScopeRole } from './decision.ts';

/** A rule of the law of nowhere that asks for nothing but what is given. */
export function lawRule(asked: Partial<Law> & { act: string }): Law {
  return {
    ...{ place: 'US-CA', roles: [], forbidden: false, credentials: [], subject: '', minutes: 0 },
    ...{ performances: 0, label: { en: '', id: '' }, supervision: 'none', supervisor: 'nurse' },
    ...asked,
  };
}

/** Whatever a place could ask for. */
export const anyLaw: fc.Arbitrary<Partial<Law>> = fc.record({
  roles: fc.subarray(['mine', 'assistant', 'frontDesk', 'student']),
  forbidden: fc.boolean(),
  credentials: fc.subarray(['CMA', 'MA-Certified']),
  subject: fc.constantFrom('bloodDraw', 'injections'),
  minutes: fc.constantFrom(0, 600),
  performances: fc.constantFrom(0, 10),
  supervision: fc.constantFrom<Law['supervision']>('none', 'indirect', 'onSite'),
  supervisor: fc.constantFrom<Law['supervisor']>('nurse', 'prescriber'),
});

/** A job description. */
export function jobOf(
  role: string,
  licence: ScopeRole['licence'],
  actions: string[],
  preliminary = false,
): ScopeRole {
  return { role, label: { en: role, id: role }, actions, preliminary, licence };
}
