import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPhone, parsePhone } from './phones.ts';

describe('A5.5: phone numbers become E.164', () => {
  test('0812-3456-7890 → +6281234567890', () => {
    expect(parsePhone('0812-3456-7890', 'ID')).toEqual({ ok: true, e164: '+6281234567890', kind: 'mobile' });
  });

  test('(212) 555-0134 → +12125550134', () => {
    expect(parsePhone('(212) 555-0134', 'US')).toEqual({ ok: true, e164: '+12125550134', kind: 'unknown' });
  });
});

test.each([
  ['+62 812 3456 7890', 'US', '+6281234567890'],
  ['6281234567890', 'ID', '+6281234567890'],
  ['+62 (0)812-3456-7890', 'ID', '+6281234567890'],
  ['021-5551234', 'ID', '+62215551234'],
  ['0361 234567', 'ID', '+62361234567'],
  ['1-212-555-0134', 'US', '+12125550134'],
  ['+44 20 7946 0958', 'ID', '+442079460958'],
] as const)('%s in %s is %s', (text, country, e164) => {
  expect(parsePhone(text, country)).toMatchObject({ ok: true, e164 });
});

test.each([
  ['', 'ID', 'empty'],
  ['ask the daughter', 'US', 'notAPhone'],
  ['0812', 'ID', 'length'],
  ['080123456789', 'ID', 'areaCode'],
  ['555-0134', 'US', 'length'],
  ['(112) 555-0134', 'US', 'areaCode'],
  ['(911) 555-0134', 'US', 'areaCode'],
  ['+44', 'ID', 'length'],
] as const)('"%s" in %s is refused: %s', (text, country, code) => {
  expect(parsePhone(text, country)).toEqual({ ok: false, code });
});

test('a number shown at home reads back as the same number', () => {
  const american = fc.stringMatching(/^\+1[2-9][02-9]\d[2-9]\d{6}$/);
  const indonesian = fc.stringMatching(/^\+628[1-9]\d{7,10}$/);
  fc.assert(
    fc.property(american, indonesian, (us, id) => {
      expect(parsePhone(formatPhone(us, 'US'), 'US')).toMatchObject({ ok: true, e164: us });
      expect(parsePhone(formatPhone(id, 'ID'), 'ID')).toMatchObject({ ok: true, e164: id });
    }),
  );
  expect(formatPhone('+12125550134', 'US')).toBe('(212) 555-0134');
  expect(formatPhone('+6281234567890', 'ID')).toBe('0812-3456-7890');
  expect(formatPhone('+62215551234', 'ID')).toBe('0215551234');
  expect(formatPhone('+12125550134', 'ID')).toBe('+12125550134');
});
