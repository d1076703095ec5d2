import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LoopbackCups, openLoopbackCups } from '../testing/loopback-cups.ts';
import { cupsServer } from './cups-server.ts';
import { cupsQueues, printOnQueue } from './cups.ts';
import { decodeIpp } from './ipp.ts';
import { printByLp } from './lp.ts';

const patience = { answerMs: 700, stateMs: 250 };
const pdf = new TextEncoder().encode('%PDF-1.7 kuitansi');
let cups: LoopbackCups;
beforeEach(async () => {
  cups = await openLoopbackCups();
});
afterEach(() => cups.close().catch(() => undefined));

const print = (queue = 'Kasir-A5') => printOnQueue(queue, pdf, 'iso_a5_148x210mm', cups.server, patience);

describe('A queue of CUPS, by IPP over HTTP', () => {
  test('gets the PDF with its size and no name of anybody, and has printed when the job is complete', async () => {
    expect(await print()).toEqual({ out: 'printed' });
    const [job] = cups.jobs;
    expect(job?.path).toBe('/printers/Kasir-A5');
    expect(job?.document.equals(Buffer.from(pdf))).toBe(true);
    expect(job?.attributes).toMatchObject({
      'attributes-charset': ['utf-8'],
      'printer-uri': ['ipp://localhost/printers/Kasir-A5'],
      'requesting-user-name': ['serambi'],
      'job-name': ['Serambi'],
      'document-format': ['application/pdf'],
      media: ['iso_a5_148x210mm'],
    });
  });

  test('that goes on by itself after the time at the counter has the paper in line', async () => {
    cups.ends = 5;
    expect(await print()).toEqual({ out: 'queued' });
    expect(cups.jobs[0]?.state).toBe(5);
  });

  test.each([
    ['has no paper', { reasons: ['media-empty-error'] }, 'paperOut'],
    ['has an open door', { reasons: ['door-open'] }, 'coverOpen'],
    ['is stopped', { state: 5 }, 'queueStopped'],
    ['takes no jobs', { accepts: false }, 'queueStopped'],
  ] as const)('that %s is not sent the paper', async (_, says, trouble) => {
    Object.assign(cups.printer, says);
    expect(await print()).toEqual({ out: 'nothing', trouble });
    expect(cups.jobs).toEqual([]);
  });

  test('that only warns is printed on', async () => {
    cups.printer.reasons = ['toner-low-warning', 'media-low-report'];
    expect(await print()).toEqual({ out: 'printed' });
  });

  test('whose paper ends meanwhile has its job taken back, so that it is not printed beside the next one', async () => {
    cups.ends = 5;
    cups.reasonsWhilePrinting = ['media-needed'];
    expect(await print()).toEqual({ out: 'unclear', trouble: 'paperOut' });
    expect(cups.jobs[0]?.state).toBe(7);
  });

  test('that gives the job up says so, and one that is not there is not known', async () => {
    cups.ends = 8;
    expect(await print()).toEqual({ out: 'unclear', trouble: 'jobFailed' });
    expect(await print('Gudang')).toEqual({ out: 'nothing', trouble: 'queueUnknown' });
  });

  test('are listed with what is known of them; a machine without CUPS has none', async () => {
    expect(await cupsQueues(cups.server)).toEqual([
      { queue: 'Kasir-A5', info: 'Kasir-A5 di loket' },
      { queue: 'Surat', info: 'Surat di loket' },
    ]);
    await cups.close();
    expect(await cupsQueues(cups.server, 500)).toEqual([]);
  });
});

test.each([
  [undefined, { host: '127.0.0.1', port: 631 }],
  ['print.local', { host: 'print.local', port: 631 }],
  ['127.0.0.1:8631/version=1.1', { host: '127.0.0.1', port: 8631 }],
  ['/run/cups/cups.sock', { socketPath: '/run/cups/cups.sock' }],
])('CUPS_SERVER %s is %o', (named, server) => {
  expect(cupsServer(named)).toEqual(server);
});

test('bytes that are no IPP are a fault of the answer, and nothing worse', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        decodeIpp(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});

test('by lp the queue gets the paper without a shell, and a machine without lp has no CUPS', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'serambi-lp-'));
  const lp = path.join(folder, 'lp');
  await writeFile(lp, `#!/bin/sh\necho "$@" > ${folder}/arguments\ncat > ${folder}/paper\n`);
  await chmod(lp, 0o755);
  expect(await printByLp('Loket-1', pdf, 2000, lp)).toEqual({ out: 'queued' });
  expect(await readFile(path.join(folder, 'arguments'), 'utf8')).toBe('-s -d Loket-1 -\n');
  expect(await readFile(path.join(folder, 'paper'), 'utf8')).toBe('%PDF-1.7 kuitansi');
  const none = await printByLp('Loket-1', pdf, 2000, path.join(folder, 'none'));
  expect(none).toEqual({ out: 'nothing', trouble: 'noCups' });
  await rm(folder, { recursive: true });
});
