import { setTimeout as sleep } from 'node:timers/promises';
import type { Try } from './verbs.ts';
import { openLine, sayRaw, send } from './wire.ts';

type Line = Awaited<ReturnType<typeof openLine>>;

/**
 * Holds lines that say nothing, or say it byte by byte, while others work; each is cut in the end and nobody waits
 * for them.
 * @param waits whether to stay until the last one is cut, about a minute
 */
export async function trySlow({ url, ground, findings, n }: Try, waits: boolean): Promise<void> {
  const { authorization = '' } = ground.callers[0]?.headers ?? {};
  const head = (more: string) =>
    `POST /api/work/listMine HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\n${more}`;
  const kinds: Record<string, { first: string; drip?: string }> = {
    silent: { first: '' },
    'half a head': { first: 'GET /healthz HTTP/1.1\r\nHost: loc' },
    'a byte at a time': { first: 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: ', drip: 'a' },
    'half a body': { first: `${head('Content-Length: 100\r\n\r\n')}{"a":` },
    'a body by the byte': { first: head('Content-Length: 100000\r\n\r\n{'), drip: ' ' },
    'chunks without end': { first: head('Transfer-Encoding: chunked\r\n\r\n'), drip: '1\r\n \r\n' },
  };
  const held: { kind: string; line: Line }[] = [];
  for (const [kind, { first }] of Object.entries(kinds)) {
    for (let k = 0; k < Math.ceil(n / 6); k += 1) {
      const line = await openLine(url);
      line.socket.write(first);
      held.push({ kind, line });
    }
  }
  findings.tried += held.length;
  const drip = setInterval(() => {
    for (const { kind, line } of held) {
      const { drip: more } = kinds[kind] ?? {};
      if (more && !line.socket.destroyed) line.socket.write(more);
    }
  }, 1_000);
  for (let k = 0; k < 40; k += 1) {
    const reply = await findings.ask('slow', 'another caller', url, {
      method: 'POST',
      path: '/api/work/listMine',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{}',
    });
    if (reply?.status !== 200)
      findings.fault('slow', 'another caller', `answered ${reply?.status} beside ${held.length} slow ones`);
  }
  if (waits) {
    // head 30 s, whole request 60 s, looked for every 5 s; a busy machine gets as long again
    await Promise.race([Promise.all(held.map(({ line }) => line.closed)), sleep(150_000)]);
    for (const { kind, line } of held)
      if (!line.socket.destroyed) findings.fault('slow', kind, 'was never cut');
  }
  clearInterval(drip);
  for (const { line } of held) line.socket.destroy();
  await tryOddLines(url, head);
  const after = await send(url, { method: 'GET', path: '/healthz' });
  if (after.status !== 200) findings.fault('slow', '/healthz', `answers ${after.status} afterwards`);

  async function tryOddLines(address: string, post: (more: string) => string): Promise<void> {
    const lines: [name: string, bytes: string, answer: RegExp][] = [
      [
        'a head too large',
        `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(30_000)}\r\n\r\n`,
        /^HTTP\/1\.1 431 /,
      ],
      [
        '1,000 headers',
        `GET /healthz HTTP/1.1\r\nHost: localhost\r\n${'a: b\r\n'.repeat(3_000)}\r\n`,
        /^HTTP\/1\.1 4(31|00) /,
      ],
      [
        'an address too long',
        `GET /${'x'.repeat(30_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
        /^HTTP\/1\.1 4\d\d /,
      ],
      [
        'a length too large',
        post('Content-Length: 99999999999\r\nConnection: close\r\n\r\n{}'),
        /^HTTP\/1\.1 413 /,
      ],
      ['a length of two', post('Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x'), /^HTTP\/1\.1 400 /],
      ['a length below zero', post('Content-Length: -1\r\n\r\n{}'), /^HTTP\/1\.1 400 /],
      [
        'a length and chunks',
        post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
        /^HTTP\/1\.1 400 /,
      ],
      [
        'chunks in disguise',
        post('Transfer-Encoding: xchunked\r\nConnection: close\r\n\r\n0\r\n\r\n'),
        /^HTTP\/1\.1 (400|415|501) /,
      ],
      ['a chunk of no number', post('Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n'), /^HTTP\/1\.1 400 /],
      ['no host', 'GET /healthz HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400 /],
      [
        'two hosts',
        'GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
        /^HTTP\/1\.1 (400|200) /,
      ],
      [
        'a foreign host',
        'GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
        /^HTTP\/1\.1 421 /,
      ],
      [
        'an absolute address',
        'GET http://evil.example/healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
        /^HTTP\/1\.1 4\d\d /,
      ],
      ['HTTP/1.0 without host', 'GET /healthz HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 421 /],
      ['bare line feeds', 'GET /healthz HTTP/1.1\nHost: localhost\n\n', /^HTTP\/1\.1 400 /],
      [
        'a header with NUL',
        'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n',
        /^HTTP\/1\.1 400 /,
      ],
      [
        'an upgrade',
        'GET /api/push HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n',
        /^HTTP\/1\.1 401 /,
      ],
      [
        'a promise to continue',
        `${post('Expect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n')}{}`,
        /HTTP\/1\.1 (100 Continue|200)/,
      ],
      [
        'another promise',
        post('Expect: the-moon\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}'),
        /^HTTP\/1\.1 417 /,
      ],
      ['HTTP/2 at once', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', /^HTTP\/1\.1 4\d\d |^$/],
      ['TLS at once', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', /^HTTP\/1\.1 400 /],
    ];
    for (const [name, bytes, answer] of lines) {
      findings.tried += 1;
      const heard = await sayRaw(address, bytes, 10_000);
      if (!answer.test(heard)) findings.fault('slow', name, heard.slice(0, 150) || 'no answer');
    }
    // two hundred requests in one breath, answered in order
    findings.tried += 200;
    const pipelined = await sayRaw(
      address,
      `${'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(199)}GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    const answered = pipelined.match(/HTTP\/1\.1 200/g)?.length;
    if ((answered ?? 0) < 50) findings.fault('slow', 'pipelined', `${answered} of 200 answered`);
    // a socket whose other half is shut is let go, with its answer or without
    const half = await openLine(address);
    half.socket.end('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await Promise.race([half.closed, sleep(10_000)]);
    if (!half.socket.destroyed) findings.fault('slow', 'half closed', 'was never let go');
    await tryPushLines(address);
  }

  async function tryPushLines(address: string): Promise<void> {
    const lines = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const line = await openLine(address);
        line.socket.write(
          `GET /api/push HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n\r\n`,
        );
        return line;
      }),
    );
    for (let tries = 0; lines.some((line) => !line.heard().includes('HTTP/1.1')) && tries < 400; tries += 1)
      await sleep(25);
    const open = lines.filter((line) => line.heard().includes('HTTP/1.1 200')).length;
    const refused = lines.filter((line) => line.heard().includes('HTTP/1.1 429')).length;
    if (open + refused !== 40 || open > 20 || open === 0)
      findings.fault('slow', 'push lines', `${open} open, ${refused} refused`);
    for (const line of lines) line.socket.destroy();
  }
}
