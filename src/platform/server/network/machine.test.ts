import { describe, expect, it } from 'vitest';
import {
  isLoopbackAddress,
  isPrivateAddress,
  namesOfMachine,
  plainAddress,
  staysOnThisMachine,
} from './machine.ts';

describe('a host to listen on', () => {
  it.each([
    '127.0.0.1',
    'localhost',
    '::1',
    '127.1.2.3',
    '127.1',
    '::ffff:127.0.0.1',
    '0:0:0:0:0:0:0:1',
    '2130706433',
  ])('stays on this machine as %s', async (host) => expect(await staysOnThisMachine(host)).toBe(true));

  it.each([
    ['every IPv4 address', '0.0.0.0'],
    ['every IPv4 address, short', '0'],
    ['every address', '::'],
    ['every address, long', '0:0:0:0:0:0:0:0'],
    ['no host in particular', ''],
    ['an address of the clinic', '192.168.1.10'],
    ['the same, IPv4 in IPv6', '::ffff:192.168.1.10'],
    ['every IPv4 address, in IPv6', '::ffff:0.0.0.0'],
    ['a name that begins like loopback', '127.example.invalid'],
    ['a name that nobody has', 'no-such-host.invalid'],
    ['a link-local address', 'fe80::1'],
  ])('goes beyond it as %s', async (_, host) => expect(await staysOnThisMachine(host)).toBe(false));
});

describe('addresses', () => {
  it.each([
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['::ffff:0a01:0203', '10.1.2.3'],
    ['0:0:0:0:0:ffff:10.1.2.3', '10.1.2.3'],
    ['[fd00::1]', 'fd00::1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('%s is plainly %s', (given, plain) => expect(plainAddress(given)).toBe(plain));

  it('of a house are told from those of the internet', () => {
    for (const one of [
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.0.1',
      'fd12::1',
      '::ffff:10.0.0.1',
    ])
      expect([one, isPrivateAddress(one)]).toEqual([one, true]);
    for (const one of ['8.8.8.8', '172.32.0.1', '192.169.0.1', '2001:db8::1', '127.0.0.1', 'localhost', ''])
      expect([one, isPrivateAddress(one)]).toEqual([one, false]);
    expect(isLoopbackAddress('::ffff:127.0.0.1')).toBe(true);
    expect(isLoopbackAddress('127.0.0.1.nip.io')).toBe(false);
  });
});

describe('the names of the machine', () => {
  const card = (address: string, internal = false) => ({ address, internal }) as never;
  it('are its own, its .local one, and its private addresses, real network cards first', () => {
    const cards = {
      lo: [card('127.0.0.1', true)],
      docker0: [card('172.17.0.1')],
      eth0: [card('fd00::5'), card('192.168.1.10'), card('fe80::1%eth0'), card('203.0.113.5')],
    };
    expect(namesOfMachine('Klinik-PC.lan', cards)).toEqual({
      names: ['klinik-pc.lan', 'klinik-pc.local', 'localhost'],
      addresses: ['192.168.1.10', '172.17.0.1', 'fd00::5', '127.0.0.1', '::1'],
    });
  });

  it('leave out what no certificate can carry', () => {
    expect(namesOfMachine('pc klinik', {})).toEqual({
      names: ['localhost'],
      addresses: ['127.0.0.1', '::1'],
    });
  });
});
