import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents } from '#slices/documents/contract.ts';
import { type ClamdPeer, eicar, openClamdPeer } from '#testing/clamd-peer.ts';
import { openTestHttp, type TestHttp } from '#testing/http.ts';
import { scan } from './scanner.ts';
import { type DocumentClinic, openDocumentClinic } from './testing/document-clinic.ts';
import { pdfOf, pngOf, rawPdf } from './testing/made-files.ts';

let at: DocumentClinic;
let http: TestHttp;
let peer: ClamdPeer;
let token: string;
beforeAll(async () => {
  at = await openDocumentClinic();
  http = await openTestHttp(at.clinic);
  peer = await openClamdPeer();
  token = (await http.person('physician')).token;
});
afterAll(async () => {
  await peer.close();
  await http.close();
  await at.clinic.close();
});

const infected = () => rawPdf(`% ${eicar}\n`);
const use = (scanner: { host: string; port: number } | null) =>
  at.clinic.as('manager').call(documents, 'saveSettings', { mostMegabytes: 10, checkEvery: 0, scanner });
const settings = () => at.clinic.as('manager').call(documents, 'settings', {});
const open = async (fileId: string) => {
  const answer = await fetch(`${http.url}/api/documents/files/${fileId}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.status === 200 ? 200 : (await answer.json()).code;
};

describe('one file, as the scanner hears it', () => {
  it('is streamed whole, and clean or not', async () => {
    const scanner = { host: '127.0.0.1', port: peer.port };
    const large = Buffer.concat([pngOf(), Buffer.alloc(200_000, 7)]);
    expect(await scan(scanner, large)).toEqual({ kind: 'clean' });
    expect(peer.scanned.at(-1)?.equals(large)).toBe(true);
    expect(await scan(scanner, infected())).toEqual({ kind: 'virus', name: 'Eicar-Test-Signature' });
  });

  it.each(['silent', 'drops', 'nonsense', 'tooLarge', 'half'] as const)(
    'is neither where it %s',
    async (way) => {
      peer.behave(way);
      expect(await scan({ host: '127.0.0.1', port: peer.port }, pngOf(), 300)).toEqual({
        kind: 'unreachable',
      });
      peer.behave('scans');
    },
  );

  it('goes nowhere but to this machine and the clinic’s network', async () => {
    for (const host of ['169.254.169.254', '8.8.8.8', 'fd00:ec2::254']) {
      expect(await scan({ host, port: 3310 }, pngOf(), 200)).toEqual({ kind: 'unreachable' });
      const problem = await at.clinic.refused(use({ host, port: 3310 }));
      expect(problem.fields?.[0]?.path).toBe('scanner.host');
    }
    const database = await at.clinic.refused(use({ host: '127.0.0.1', port: 5432 }));
    expect(database.fields?.[0]?.path).toBe('scanner.host');
  });
});

describe('where a scanner is set', () => {
  it('nothing is opened before it said clean, filed or not, and the record has no bytes of it', async () => {
    await use({ host: '127.0.0.1', port: peer.port });
    const waiting = await at.receive(pngOf(21));
    expect(waiting.scan).toBe('waiting');
    const siti = await at.patient('Siti Scan');
    const document = await at.filed(siti, { content: await pdfOf('Kolesterol') });
    expect(document).toMatchObject({ scan: 'waiting', opens: false });
    expect(await open(waiting.fileId)).toBe('documents.notScannedYet');
    expect(await open(document.fileId)).toBe('documents.notScannedYet');
    const reference = await at.clinic.inside(({ record }) =>
      record.read('DocumentReference', document.documentId),
    );
    expect(JSON.stringify(reference)).not.toContain('Binary/');
    const { documentId, version } = document;
    const sign = at.clinic.as('physician').call(documents, 'signDocument', { documentId, version });
    expect((await at.clinic.refused(sign)).code).toBe('documents.notScannedYet');
    await at.minute();
    expect(await open(waiting.fileId)).toBe(200);
    expect(await open(document.fileId)).toBe(200);
    expect((await at.of(siti.patientId))[0]).toMatchObject({ scan: 'clean', opens: true, version: 1 });
  });

  it('a file with a virus is refused: its bytes go, the trail keeps what it was, and who brought it is told', async () => {
    const loose = await at.receive(infected());
    const siti = await at.patient('Siti Virus');
    const document = await at.filed(siti, { content: infected(), as: 'clinical' });
    await at.minute();
    expect(await open(loose.fileId)).toBe('platform.notFound');
    expect(await open(document.fileId)).toBe('platform.notFound');
    const { files } = await at.clinic.as('frontDesk').call(documents, 'waitingFiles', {});
    expect(files.map(({ fileId }) => fileId)).not.toContain(loose.fileId);
    const [line] = await at.of(siti.patientId);
    expect(line).toMatchObject({ status: 'entered-in-error', reason: expect.stringContaining('Eicar') });
    const { left, trail } = await at.clinic.inside(async ({ db }) => ({
      left: await db
        .selectFrom('documents_file')
        .select(['content', 'virus', 'state'])
        .where('scan', '=', 'virus')
        .execute(),
      trail: await db
        .selectFrom('audit_event')
        .select('patient_id')
        .where('event', '=', 'documents.virusFound')
        .execute(),
    }));
    expect(left).toEqual(Array(2).fill({ content: null, virus: 'Eicar-Test-Signature', state: 'refused' }));
    expect(trail).toHaveLength(2);
    const told = (await at.tasks()).filter(({ kind }) => kind === 'documents.virus');
    expect(told.map(({ ownerId }) => ownerId).sort()).toEqual(
      ['frontDesk', 'clinical'].map((role) => at.clinic.as(role).actor.id).sort(),
    );
    expect((await at.tasks()).filter(({ kind }) => kind === 'documents.sign')).toHaveLength(1);
  });

  it('and does not answer, files wait, the manager has one task, and it goes when the scanner is back', async () => {
    const { port } = peer;
    await peer.close();
    const waiting = await at.receive(pngOf(22));
    await at.minute();
    await at.minute();
    expect(await open(waiting.fileId)).toBe('documents.notScannedYet');
    expect(await settings()).toMatchObject({ waitingScans: 1, scannerDownSince: '2026-03-09T02:00:00.000Z' });
    const { scannerDownSince } = await at.clinic.as('frontDesk').call(documents, 'waitingFiles', {});
    expect(scannerDownSince).not.toBeNull();
    const asked = async () => (await at.tasks()).filter(({ kind }) => kind === 'documents.scanner').length;
    expect(await asked()).toBe(1);
    peer = await openClamdPeer(port);
    await at.minute();
    expect(await open(waiting.fileId)).toBe(200);
    expect(await settings()).toMatchObject({ waitingScans: 0, scannerDownSince: null });
    expect(await asked()).toBe(0);
  });

  it('and the clinic takes it away, what waited is opened unscanned, and the trail says who took it away', async () => {
    peer.behave('silent');
    const waiting = await at.receive(pngOf(23));
    await use(null);
    await at.minute();
    expect(await open(waiting.fileId)).toBe(200);
    const { files } = await at.clinic
      .as('frontDesk')
      .call(documents, 'waitingFiles', { fileId: waiting.fileId });
    expect(files[0]?.scan).toBe('none');
    peer.behave('scans');
  });
});
