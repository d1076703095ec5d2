import { describe, expect, it } from 'vitest';
import { licenceText, readLicence } from './licence.ts';

describe('a licence', () => {
  it('is read with or without its abbreviation', () => {
    expect(readLicence('ID', ' SIP 503/27.03.1/2026 ')).toEqual({ kind: 'SIP', value: '503/27.03.1/2026' });
    expect(readLicence('ID', '503/27.03.1/2026')).toEqual({ kind: 'SIP', value: '503/27.03.1/2026' });
    expect(readLicence('US', 'npi: 1234567893')).toEqual({ kind: 'NPI', value: '1234567893' });
  });

  it('of the US must pass the check digit of an NPI', () => {
    expect(readLicence('US', '1234567894')).toBe('npi');
    expect(readLicence('US', 'SIP 503/2026')).toBe('npi');
  });

  it('may be missing', () => {
    expect(readLicence('US', '  ')).toBeNull();
    expect(readLicence('ID', 'SIP')).toBeNull();
  });

  it('is printed as its holder knows it', () => {
    expect(licenceText({ kind: 'SIP', value: '503/2026' })).toBe('SIP 503/2026');
    expect(licenceText({ kind: 'licence', value: 'A-17' })).toBe('A-17');
  });
});
