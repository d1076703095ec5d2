import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LoopbackPrinter, openLoopbackPrinter } from '../testing/loopback-printer.ts';
import { printEscpos } from './escpos-printer.ts';
import { printPdf } from './pdf-printer.ts';
import { printZpl } from './zpl-printer.ts';

/** Short, so that silence need not be waited for; what is told comes at once on loopback. */
const patience = { answerMs: 700, stateMs: 250 };
const bytes = new TextEncoder().encode('\u001b@Kuitansi\n');
const label = new TextEncoder().encode('^XA^CI28^FO8,8^A0N,20,20^FDEDTA^FS^XZ');
const devices = {} as Record<'escpos' | 'zpl' | 'pdf', LoopbackPrinter>;

beforeAll(async () => {
  for (const language of ['escpos', 'zpl', 'pdf'] as const)
    devices[language] = await openLoopbackPrinter(language);
});
afterAll(async () => {
  for (const one of Object.values(devices)) await one.off().catch(() => undefined);
});

async function print(language: 'escpos' | 'zpl', mood: LoopbackPrinter['mood']) {
  const device = devices[language];
  device.mood = mood;
  const before = device.papers.length;
  const outcome =
    language === 'zpl' ? await printZpl(device, label, patience) : await printEscpos(device, bytes, patience);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { outcome, sent: device.papers.slice(before) };
}

describe('ESC/POS', () => {
  test('a printer that talks is asked in turn, and has printed when it answers', async () => {
    const { outcome, sent } = await print('escpos', 'ready');
    expect(outcome).toEqual({ out: 'printed' });
    expect(sent.map((one) => one.toString('latin1'))).toEqual(['\u001b@Kuitansi\n\u001dr\u0001']);
  });

  test('one that never talks back has printed when it has taken everything', async () => {
    const { outcome, sent } = await print('escpos', 'mute');
    expect(outcome).toEqual({ out: 'printed' });
    expect(sent[0]?.equals(Buffer.from(bytes))).toBe(true);
  });

  test.each(['paperOut', 'coverOpen'] as const)('%s before: nothing is sent', async (mood) => {
    expect(await print('escpos', mood)).toEqual({ outcome: { out: 'nothing', trouble: mood }, sent: [] });
  });

  test('paper that ends meanwhile, and silence after the paper, leave open whether it is out', async () => {
    const ended = await print('escpos', 'paperOutWhilePrinting');
    expect(ended.outcome).toEqual({ out: 'unclear', trouble: 'paperOut' });
    expect((await print('escpos', 'neverDone')).outcome).toEqual({ out: 'unclear', trouble: 'silent' });
  });

  test('one that takes the line and no more broke off', async () => {
    devices.escpos.mood = 'stalls';
    const outcome = await printEscpos(devices.escpos, new Uint8Array(64_000_000), patience);
    expect(outcome).toEqual({ out: 'unclear', trouble: 'brokeOff' });
  });
});

describe('ZPL', () => {
  test('a printer that talks has printed when it has no label left', async () => {
    const { outcome, sent } = await print('zpl', 'ready');
    expect(outcome).toEqual({ out: 'printed' });
    expect(sent[0]?.equals(Buffer.from(label))).toBe(true);
  });

  test('one that never talks back has printed when it has taken everything', async () => {
    expect((await print('zpl', 'mute')).outcome).toEqual({ out: 'printed' });
  });

  test.each(['paperOut', 'coverOpen', 'paused'] as const)('%s before: nothing is sent', async (mood) => {
    expect(await print('zpl', mood)).toEqual({ outcome: { out: 'nothing', trouble: mood }, sent: [] });
  });

  test('media that end meanwhile, and a label that stays in the buffer, leave open whether it is out', async () => {
    const ended = await print('zpl', 'paperOutWhilePrinting');
    expect(ended.outcome).toEqual({ out: 'unclear', trouble: 'paperOut' });
    expect((await print('zpl', 'neverDone')).outcome).toEqual({ out: 'unclear', trouble: 'silent' });
  });
});

test('every byte of a PDF reaches a printer that reads them', async () => {
  const pdf = Uint8Array.from({ length: 300_000 }, (_, at) => at % 251);
  const came = devices.pdf.nextPaper();
  expect(await printPdf(devices.pdf, pdf, patience)).toEqual({ out: 'printed' });
  expect((await came).equals(Buffer.from(pdf))).toBe(true);
});

test('a printer that is off refuses, and one that may not be a printer is not asked', async () => {
  await devices.pdf.off();
  expect(await printPdf(devices.pdf, bytes, patience)).toEqual({ out: 'nothing', trouble: 'refused' });
  expect(await printPdf({ host: '169.254.169.254', port: 9100 }, bytes, patience)).toEqual({
    ...{ out: 'nothing', trouble: 'hostNotAllowed', fault: 'metadata' },
  });
});
