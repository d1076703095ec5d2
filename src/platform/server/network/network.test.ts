import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/folder.ts';
import { openNetwork } from './network.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

function behind(publicUrl: string, demo = false) {
  return openNetwork({
    ...{ dataDir: folder.path, host: '127.0.0.1', tlsPort: 0, pairingPort: 0, publicUrl },
    ...{ log: pino({ level: 'silent' }), now: Date.now, hasDemo: async () => demo },
  });
}
const serve = (network: ReturnType<typeof behind>) =>
  network.serve({ kind: 'off' }, (_, response) => response.end());

describe('a network behind a proxy', () => {
  it('is reached at PUBLIC_URL, as browsers write it', () => {
    expect(behind('https://Klinik.test:443/').state()).toEqual({
      ...{ kind: 'proxy', addresses: ['https://klinik.test'] },
    });
  });

  it.each(['', 'http://localhost:9000', 'http://127.0.0.1', 'http://[::1]:80', 'https://localhost'])(
    'is none at %j, which leads nobody in from outside',
    async (publicUrl) => {
      const network = behind(publicUrl, true);
      await serve(network);
      expect(network.state()).toEqual({ kind: 'off', addresses: [] });
    },
  );

  it.each(['http://klinik.test', 'http://192.168.1.10:8080', 'http://localhost.klinik.test'])(
    'is refused in clear, at %s',
    (publicUrl) => expect(() => behind(publicUrl)).toThrow(/without TLS.*must begin with https/),
  );

  it.each(['klinik.test', 'klinik.test:443', 'https://', 'ftp://klinik.test', 'localhost:8080'])(
    'is refused at %j, which is no address of a page',
    (publicUrl) => expect(() => behind(publicUrl)).toThrow('PUBLIC_URL is an address such as'),
  );

  it('is refused for a demo clinic, and serves a real one', async () => {
    await expect(serve(behind('https://klinik.test', true))).rejects.toThrow(/holds a demo clinic/);
    await serve(behind('https://klinik.test', false));
  });
});
