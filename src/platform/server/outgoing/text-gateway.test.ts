import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GatewayPeer, openGatewayPeer } from '#testing/text-gateway.ts';
import { nextAttemptMinutes } from './retry.ts';
import { isSafeAddress, sendText } from './text-gateway.ts';
import { whatsAppLink } from './wa-link.ts';

let peer: GatewayPeer;
beforeEach(async () => {
  peer = await openGatewayPeer();
});
afterEach(() => peer.close());

const message = { id: 'message-1', channel: 'sms', to: '+6281234567890', text: 'Besok 09.00 WIB.' } as const;
const send = (waitMs?: number) => sendText({ url: peer.url, secret: 'shared secret' }, message, waitMs);

describe('a text to the gateway', () => {
  it('is handed over with the secret and a key that makes it once', async () => {
    expect(await send()).toEqual({ kind: 'accepted', reference: 'ref-message-1' });
    await send();
    expect(peer.calls.map((one) => one.headers.authorization)).toEqual([
      'Bearer shared secret',
      'Bearer shared secret',
    ]);
    expect(peer.calls[0]?.headers['idempotency-key']).toBe('message-1');
    expect(peer.sent).toEqual([message]);
  });

  it.each([
    [400, { kind: 'refused', code: 'notAccepted', detail: '400' }],
    [401, { kind: 'refused', code: 'signIn', detail: '401' }],
    [422, { kind: 'refused', code: 'noSuchAddress', detail: '422' }],
    [302, { kind: 'refused', code: 'notAccepted', detail: '302' }],
    [429, { kind: 'later', code: 'busy', detail: '429', afterSeconds: 120 }],
    [500, { kind: 'later', code: 'busy', detail: '500', afterSeconds: 120 }],
    [503, { kind: 'later', code: 'busy', detail: '503', afterSeconds: 120 }],
  ] as const)('answered %i says whether trying again helps', async (status, outcome) => {
    peer.answerWith(status);
    expect(await send()).toEqual(outcome);
    expect(peer.sent).toEqual([]);
  });

  it('is to be tried again when the gateway is slow, hangs up or is gone', async () => {
    peer.answerWith('silent');
    expect(await send(200)).toEqual({ kind: 'later', code: 'tooSlow' });
    peer.answerWith('drop');
    expect(await send()).toEqual({ kind: 'later', code: 'unreachable' });
    const { url } = peer;
    await peer.close();
    expect(await sendText({ url, secret: 'x' }, message)).toEqual({ kind: 'later', code: 'unreachable' });
    peer = await openGatewayPeer();
  });
});

describe('attempts', () => {
  it('come at growing distances, five times, and never sooner than they were asked to', () => {
    expect([1, 2, 3, 4, 5, 6].map((attempts) => nextAttemptMinutes(attempts))).toEqual([
      1,
      5,
      15,
      60,
      240,
      undefined,
    ]);
    expect(nextAttemptMinutes(1, 120)).toBe(2);
    expect(nextAttemptMinutes(1, 86_400)).toBe(60);
  });
});

describe('addresses', () => {
  it('of gateways are encrypted, or this machine’s own', () => {
    expect(
      ['https://sms.example/send', 'http://127.0.0.1:9/x', 'http://localhost/x'].map(isSafeAddress),
    ).toEqual([true, true, true]);
    const bad = ['http://sms.example/send', 'ftp://127.0.0.1', 'https://me:pw@sms.example', 'sms', ''];
    expect(bad.map(isSafeAddress)).toEqual(bad.map(() => false));
  });

  it('of WhatsApp hold the number’s digits and the whole text', () => {
    const link = whatsAppLink('+6281234567890', 'Halo Siti & Budi:\n10 Maret? #1');
    expect(link).toMatch(/^https:\/\/wa\.me\/6281234567890\?text=/);
    expect(new URL(link).searchParams.get('text')).toBe('Halo Siti & Budi:\n10 Maret? #1');
  });
});
