import { describe, expect, it } from 'vitest';
import { countries, slugOf } from './countries.ts';

describe('the short name of a clinic', () => {
  it('is made of its name', () => {
    expect(slugOf('Klinik Melati Ibu & Anak')).toBe('klinik-melati-ibu-anak');
    expect(slugOf('  St. Zoë’s Practice ')).toBe('st-zoe-s-practice');
    expect(slugOf('诊所')).toBe('');
    expect(slugOf('a'.repeat(80))).toHaveLength(40);
  });
});

describe('the zones of a country', () => {
  it('are all known to this machine', () => {
    for (const zone of Object.values(countries).flatMap((country) => country.zones)) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
    }
  });
});
