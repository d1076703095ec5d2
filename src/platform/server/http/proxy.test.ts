import { describe, expect, it } from 'vitest';
import { trustProxyOf } from './proxy.ts';

describe('TRUST_PROXY', () => {
  it.each([undefined, '', '0', 'false'])('trusts nobody as %j', (given) =>
    expect(trustProxyOf(given)).toBeUndefined(),
  );

  it.each(['1', 'true'])('is whoever is connected to us and nobody further, as %s', (given) => {
    const trusts = trustProxyOf(given);
    expect([0, 1, 2].map((hop) => trusts?.('203.0.113.7', hop))).toEqual([true, false, false]);
  });

  it.each([
    ['10.0.0.5', '10.0.0.5', true],
    ['10.0.0.5', '::ffff:10.0.0.5', true],
    ['::ffff:10.0.0.5', '10.0.0.5', true],
    ['10.0.0.5', '10.0.0.6', false],
    ['10.0.0.5, 10.0.1.0/24', '10.0.1.200', true],
    ['10.0.0.5,10.0.1.0/24', '10.0.2.1', false],
    ['fd00::/8', 'fd12::1', true],
    ['fd00::/8', 'fe12::1', false],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['10.0.0.0/8', 'unknown', false],
    ['10.0.0.0/8', '', false],
  ])('%s, asked about %s, at whatever hop', (given, address, trusted) => {
    const trusts = trustProxyOf(given);
    expect([0, 3].map((hop) => trusts?.(address, hop))).toEqual([trusted, trusted]);
  });

  it.each([
    ...['2', 'yes', 'proxy.klinik.test', '10.0.0', '10.0.0.5;10.0.0.6', '10.0.0.5,', ','],
    // half a prefix would be prefix 0, which is everybody
    ...['10.0.0.5/', '0.0.0.0/0', '::/0', '10.0.0.0/33', 'fd00::/129', '10.0.0.0/8/8', '10.0.0.0/x'],
  ])('is refused as %s', (given) =>
    expect(() => trustProxyOf(given)).toThrow(`TRUST_PROXY is 1, or addresses of proxies`),
  );
});
