import { describe, expect, it } from 'vitest';
import { maskAddress, maskEmail, maskNumber, maskPhone } from './mask.ts';
import { readingsOf, readScan } from './scan.ts';

describe('masks', () => {
  it('keep the end of a phone and hide the rest', () => {
    expect(maskPhone('+6281234567890')).toBe('•••• 7890');
    expect(maskPhone('12345')).toBe('');
    expect(maskPhone(undefined)).toBe('');
  });
  it('keep one letter and the country of an e-mail', () => {
    expect(maskEmail('siti.aminah@example.co.id')).toBe('s•••@•••.id');
    expect(maskEmail('nobody')).toBe('');
  });
  it('show no house number', () => {
    expect(maskAddress({ line: 'Jl. Kenanga 12', city: 'Jakarta' })).toBe('Jl. Ke•••, Jakarta');
    expect(maskAddress({ line: '350 Fifth Avenue', city: 'New York' })).toBe('Fifth•••, New York');
    expect(maskAddress(undefined)).toBe('');
  });
  it('show three signs of a member number', () => {
    expect(maskNumber('0001234567890')).toBe('•••890');
    expect(maskNumber('123')).toBe('•••');
  });
});

describe('what is scanned', () => {
  it('is a link by its address, and a number otherwise', () => {
    const token = 'a'.repeat(43);
    expect(readScan(`https://klinik.test/check-in#${token}`)).toEqual({ kind: 'link', token });
    expect(readScan(`https://klinik.test/answer#${token}`)).toEqual({ kind: 'link', token });
    expect(readScan(' 3171014508900002 ')).toEqual({ kind: 'number', text: '3171014508900002' });
  });
  it('is tried as what it looks like first', () => {
    expect(readingsOf('3171014508900002')[0]).toEqual({ identifier: '3171014508900002' });
    expect(readingsOf('0812-3456-7890')[0]).toEqual({ phone: '0812-3456-7890' });
    expect(readingsOf('12-34-56')[0]).toEqual({ recordNumber: '12-34-56' });
  });
});
