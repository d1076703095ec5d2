import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sendRaw, sendToQueue } from './send.ts';

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('every byte reaches a printer on a raw port, also one that talks back', async () => {
  const sent = Uint8Array.from({ length: 300_000 }, (_, at) => at % 251);
  const received: Buffer[] = [];
  const arrived = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    socket.write(Uint8Array.of(0x16));
    socket.on('data', (part) => received.push(part));
    socket.on('end', arrived.resolve);
  });
  const port = await listening(server);
  expect(await sendRaw({ host: '127.0.0.1', port }, sent)).toBe('sent');
  await arrived.promise;
  expect(Buffer.concat(received).equals(Buffer.from(sent))).toBe(true);
  server.close();
});

test('a printer that is off does not answer', async () => {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  expect(await sendRaw({ host: '127.0.0.1', port }, Uint8Array.of(1))).toBe('noAnswer');
});

test('a printer that takes the line but not the paper broke off', async () => {
  const server = createServer((socket) => socket.pause());
  const port = await listening(server);
  expect(await sendRaw({ host: '127.0.0.1', port }, new Uint8Array(64_000_000), 200)).toBe('brokeOff');
  server.close();
});

test('a queue gets the paper by lp, and a machine without lp does not answer', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'serambi-lp-'));
  const lp = path.join(folder, 'lp');
  await writeFile(lp, `#!/bin/sh\necho "$@" > ${folder}/arguments\ncat > ${folder}/paper\n`);
  await chmod(lp, 0o755);
  expect(await sendToQueue('Loket-1', Uint8Array.of(37, 80, 68, 70), 2000, lp)).toBe('sent');
  expect(await readFile(path.join(folder, 'arguments'), 'utf8')).toBe('-s -d Loket-1 -\n');
  expect(await readFile(path.join(folder, 'paper'), 'utf8')).toBe('%PDF');
  expect(await sendToQueue('Loket-1', Uint8Array.of(1), 2000, path.join(folder, 'none'))).toBe('noAnswer');
  await rm(folder, { recursive: true });
});
