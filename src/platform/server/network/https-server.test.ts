import { readFile, symlink, rm, writeFile } from 'node:fs/promises';
import { connect as connectPlain } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/folder.ts';
import { foreignCertificate, handshake, type Pem, serveOnce } from '#testing/tls.ts';
import { givenCertificate } from './given-certificate.ts';
import { type HttpsServer, serveHttps } from './https-server.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let files: { cert: string; key: string };
let server: HttpsServer | undefined;
const heard: string[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void heard.push(line) });

beforeEach(async () => {
  folder = await temporaryFolder();
  files = { cert: path.join(folder.path, 'chain.pem'), key: path.join(folder.path, 'key.pem') };
  heard.length = 0;
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await folder.remove();
});

async function put({ certificate, key }: Pem): Promise<void> {
  await writeFile(files.cert, certificate);
  await writeFile(files.key, key);
}

async function serve(): Promise<HttpsServer> {
  server = await serveHttps({
    source: givenCertificate(files, Date.now),
    handler: (_, response) => response.end('here'),
    ...{ host: '127.0.0.1', port: 0, log, lookEveryMs: 20 },
  });
  return server;
}

/** Looks until it is so; the test's own time limit ends what never comes. */
async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await so())) await sleep(10);
}

describe('a given certificate', () => {
  it('is served, and exchanged without a restart when its files change', async () => {
    const [first, second] = [
      await foreignCertificate('klinik.test'),
      await foreignCertificate('klinik.test'),
    ];
    await put(first);
    const { port, certificate } = await serve();
    const ca = `${first.certificate}\n${second.certificate}`;
    const before = await handshake(port, { ca, host: 'klinik.test' });
    expect(before.authorized).toBe(true);
    await put(second);
    await until(
      async () => (await handshake(port, { ca, host: 'klinik.test' })).fingerprint !== before.fingerprint,
    );
    expect((await handshake(port, { ca, host: 'klinik.test' })).authorized).toBe(true);
    expect(certificate().fingerprint256).not.toBe(before.fingerprint);
  });

  it('is followed through a link, as tools that renew certificates leave it', async () => {
    const [first, second] = [
      await foreignCertificate('klinik.test'),
      await foreignCertificate('klinik.test'),
    ];
    const store = async (name: string, pem: Pem) => {
      await writeFile(path.join(folder.path, `${name}.crt`), pem.certificate);
      await writeFile(path.join(folder.path, `${name}.key`), pem.key);
    };
    const point = async (name: string) => {
      for (const [link, end] of [
        [files.cert, 'crt'],
        [files.key, 'key'],
      ] as const) {
        await rm(link, { force: true });
        await symlink(path.join(folder.path, `${name}.${end}`), link);
      }
    };
    await store('1', first);
    await store('2', second);
    await point('1');
    const { certificate } = await serve();
    const before = certificate().fingerprint256;
    await point('2');
    await until(() => certificate().fingerprint256 !== before);
  });

  it('that has become unfit leaves the last good one in place, and says so once', async () => {
    const first = await foreignCertificate('klinik.test');
    await put(first);
    const { port } = await serve();
    const told = () => heard.filter((line) => line.includes('not the one of the certificate'));
    await writeFile(files.key, (await foreignCertificate('klinik.test')).key);
    await until(() => told().length > 0);
    await sleep(100);
    expect(told()).toHaveLength(1);
    expect((await handshake(port, { ca: first.certificate, host: 'klinik.test' })).authorized).toBe(true);
  });

  it.each([
    [
      'with another key',
      async () => {
        await put(await foreignCertificate('klinik.test'));
        await writeFile(files.key, (await foreignCertificate('klinik.test')).key);
      },
      /not the one of the certificate/,
    ],
    [
      'that has ended',
      async () => put(await foreignCertificate('klinik.test', { fromDays: -9, untilDays: -1 })),
      /ended on/,
    ],
    [
      'that has not begun',
      async () => put(await foreignCertificate('klinik.test', { fromDays: 3 })),
      /begins on/,
    ],
    ['that is not there', async () => undefined, /cannot be read \(ENOENT\)/],
    ['that is none', async () => put({ certificate: 'hello', key: 'hello' }), /holds no certificate/],
    [
      'whose key is none',
      async () => {
        await put(await foreignCertificate('klinik.test'));
        await writeFile(files.key, await readFile(files.cert));
      },
      /holds no private key/,
    ],
  ])('%s is refused at start', async (_, prepare, words) => {
    await prepare();
    await expect(serve()).rejects.toThrow(words);
  });
});

describe('the listener', () => {
  it('speaks TLS 1.2 and 1.3 and nothing older, also after the certificate was exchanged', async () => {
    const [first, second] = [
      await foreignCertificate('klinik.test'),
      await foreignCertificate('klinik.test'),
    ];
    await put(first);
    const { port, certificate } = await serve();
    const ca = `${first.certificate}\n${second.certificate}`;
    const shake = (min: 'TLSv1' | 'TLSv1.2', max: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
      handshake(port, { ca, host: 'klinik.test', versions: { min, max } });
    const all = async () => {
      expect(await shake('TLSv1.2', 'TLSv1.3')).toMatchObject({ authorized: true, protocol: 'TLSv1.3' });
      expect(await shake('TLSv1.2', 'TLSv1.2')).toMatchObject({ authorized: true, protocol: 'TLSv1.2' });
      expect((await shake('TLSv1', 'TLSv1.1')).authorized).toBe(false);
    };
    await all();
    // the client could, where a server lets it
    const old = await serveOnce(first, { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' });
    const versions = { min: 'TLSv1', max: 'TLSv1.1' } as const;
    const spoken = await handshake(old.port, { ca, host: 'klinik.test', versions });
    await old.close();
    expect(spoken).toMatchObject({ authorized: true, protocol: 'TLSv1.1' });
    const before = certificate().fingerprint256;
    await put(second);
    await until(() => certificate().fingerprint256 !== before);
    await all();
  });

  it('gives a speaker of plain HTTP nothing', async () => {
    await put(await foreignCertificate('klinik.test'));
    const { port } = await serve();
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connectPlain(port, '127.0.0.1', () =>
        socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      );
      socket.on('data', (bytes) => {
        text += bytes.toString('latin1');
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(text));
    });
    expect(answer).not.toContain('here');
    expect(answer).not.toContain('200');
  });

  it('names the setting when its port is taken', async () => {
    await put(await foreignCertificate('klinik.test'));
    const { port } = await serve();
    const second = serveHttps({
      source: givenCertificate(files, Date.now),
      handler: (_, response) => response.end(),
      ...{ host: '127.0.0.1', port, log, lookEveryMs: 1000 },
    });
    await expect(second).rejects.toThrow(/SERAMBI_TLS_PORT/);
  });
});
