import { expect, test } from 'vitest';
import { addressOf, faultOfAddress, faultOfHost, ownPorts } from './hosts.ts';

const own = ownPorts({ PORT: '9105', DATABASE_URL: 'postgresql://app:12@db-1:9107,db-2:9108/serambi' });

test.each([
  ['192.168.1.40', 9100, undefined],
  ['10.0.0.9', 6101, undefined],
  ['172.31.255.255', 9100, undefined],
  ['fd12:3456::9', 9100, undefined],
  ['::ffff:192.168.1.40', 9100, undefined],
  ['127.0.0.1', 9199, undefined],
  ['172.32.0.1', 9100, 'notPrivate'],
  ['8.8.8.8', 9100, 'notPrivate'],
  ['0.0.0.0', 9100, 'notPrivate'],
  ['::', 9100, 'notPrivate'],
  ['2001:db8::1', 9100, 'notPrivate'],
  ['::ffff:8.8.8.8', 9100, 'notPrivate'],
  ['224.0.0.251', 9100, 'notPrivate'],
  ['169.254.169.254', 9100, 'metadata'],
  ['::ffff:169.254.169.254', 9100, 'metadata'],
  ['fd00:ec2::254', 9100, 'metadata'],
  ['100.100.100.200', 9100, 'metadata'],
  ['169.254.7.7', 9100, 'linkLocal'],
  ['fe80::1', 9100, 'linkLocal'],
  ['127.0.0.1', 6101, 'thisMachine'],
  ['127.9.9.9', 2501, 'thisMachine'],
  ['::1', 631, 'thisMachine'],
  ['127.0.0.1', 5432, 'ownPort'],
  ['127.0.0.1', 9105, 'ownPort'],
  ['::1', 9107, 'ownPort'],
  ['127.0.0.1', 9108, 'ownPort'],
] as const)('a printer at %s, port %i: %s', (address, port, fault) => {
  expect(faultOfAddress(address, port, own)).toBe(fault);
});

test('names are judged by what they say, and otherwise by every address that they have', async () => {
  expect(faultOfHost('localhost', 5432, own)).toBe('ownPort');
  expect(faultOfHost('metadata.google.internal', 9100, own)).toBe('metadata');
  expect(faultOfHost('zebra-lab.local', 9100, own)).toBeUndefined();
  expect(await addressOf({ host: 'localhost', port: 9100 }, 2000)).toMatchObject({
    address: expect.anything(),
  });
});

test.each(['2130706433', '0x7f000001', '127.1'])(
  'an address of this machine in other figures (%s) is found out when it is looked up',
  async (host) => {
    const found = await addressOf({ host, port: 6101 }, 2000);
    expect(found === 'unreachable' || 'fault' in found).toBe(true);
  },
);

test('a name that nobody has leads nowhere', async () => {
  expect(await addressOf({ host: 'no-such-printer.invalid', port: 9100 }, 2000)).toBe('unreachable');
});
