import { expect, it } from 'vitest';
import { addressGroup, isRemote } from './addresses.ts';

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.9',
  '192.168.1.20',
  '::1',
  'fd00::7',
  'fe80::1',
  '::ffff:10.0.0.4',
])('takes %s for the clinic’s own network', (address) => expect(isRemote(address)).toBe(false));

it.each([
  '8.8.8.8',
  '172.32.0.1',
  '100.64.0.1',
  '2001:db8::1',
  '::ffff:203.0.113.9',
  '',
  'unix:',
  '127.0.0.1.evil',
])('takes %s for somewhere else', (address) => expect(isRemote(address)).toBe(true));

it('counts an IPv6 line as one, however its addresses are written', () => {
  const group = addressGroup('2001:db8:0:7::1');
  expect(group).toBe('2001:db8:0:7::/64');
  expect(addressGroup('2001:0DB8:0000:0007:ffff:1:2:3')).toBe(group);
  expect(addressGroup('2001:db8:0:8::1')).not.toBe(group);
  expect(addressGroup('::ffff:203.0.113.9')).toBe('203.0.113.9');
  expect(addressGroup(undefined)).toBeNull();
});
