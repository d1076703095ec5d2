import { describe, expect, it } from 'vitest';
import { namedOnly } from '#scripts/messages/computed-words.ts';

const names = ['visit_state_open', 'visit_state_left', 'visit_state', 'visit_door_open_text', 'bill_paid'];
/** As it stands in a module: `prefix${one}suffix` in its own quotes. */
const key = (prefix: string, suffix = '') => `\`${prefix}\${one}${suffix}\``;

describe('words by a computed key', () => {
  it('become a table of those that the key may name', () => {
    const code = `import { m } from '#messages';\nexport const say = (one) => m[${key('visit_state_')}]();`;
    expect(namedOnly(code, names)).toBe(
      'const words0 = {visit_state_open: m.visit_state_open, visit_state_left: m.visit_state_left}; ' +
        `import { m } from '#messages';\nexport const say = (one) => words0[${key('visit_state_')}]();`,
    );
  });

  it('may end with a part of the key, and stand more than once in a module', () => {
    const code = `m[${key('visit_door_', '_text')}](); m[${key('visit_state_')}]()`;
    expect(namedOnly(code, names)).toContain(
      'const words0 = {visit_door_open_text: m.visit_door_open_text}; ',
    );
    expect(namedOnly(code, names)).toContain(`words1[${key('visit_state_')}]()`);
  });

  it('leave a module without them as it is', () => {
    expect(namedOnly('m.bill_paid()', names)).toBeNull();
  });

  it.each(['m[key]()', `m[${key('')}]()`, `m[${key('bill_lost_')}]()`, "m['bill_' + key]()"])(
    'are refused as %s, which would take all words along or none',
    (code) => {
      expect(() => namedOnly(code, names)).toThrow(/word/);
    },
  );
});
