import { gzipSync } from 'node:zlib';
import { of } from '#testing/access/patient.ts';
import type { Try } from './verbs.ts';

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')));
const pdf = bytes('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n');
const png = bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13], 'IHDR');
const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', [0]);
const html = bytes('<!doctype html><script>1</script>');

/** Declared type, content, and whether it may be kept. */
const files: { name: string; contentType?: string; data: string; kept: boolean }[] = [
  { name: 'a PDF', contentType: 'application/pdf', data: pdf.toString('base64'), kept: true },
  { name: 'a PNG', contentType: 'image/png', data: png.toString('base64'), kept: true },
  { name: 'a JPEG', contentType: 'image/jpeg', data: jpeg.toString('base64'), kept: true },
  {
    name: 'plain words',
    contentType: 'text/plain; charset=utf-8',
    data: bytes('Batuk tiga hari').toString('base64'),
    kept: true,
  },
  { name: 'HTML', contentType: 'text/html', data: html.toString('base64'), kept: false },
  {
    name: 'HTML with a charset',
    contentType: 'Text/HTML; charset=utf-8',
    data: html.toString('base64'),
    kept: false,
  },
  { name: 'XHTML', contentType: 'application/xhtml+xml', data: html.toString('base64'), kept: false },
  {
    name: 'SVG',
    contentType: 'image/svg+xml',
    data: bytes('<svg onload="1"/>').toString('base64'),
    kept: false,
  },
  { name: 'a script', contentType: 'text/javascript', data: bytes('1').toString('base64'), kept: false },
  { name: 'HTML that says PDF', contentType: 'application/pdf', data: html.toString('base64'), kept: false },
  { name: 'HTML that says PNG', contentType: 'image/png', data: html.toString('base64'), kept: false },
  { name: 'HTML that says words', contentType: 'text/plain', data: html.toString('base64'), kept: true },
  { name: 'PNG that says JPEG', contentType: 'image/jpeg', data: png.toString('base64'), kept: false },
  { name: 'PDF that says PNG', contentType: 'image/png', data: pdf.toString('base64'), kept: false },
  {
    name: 'a program that says words',
    contentType: 'text/plain',
    data: bytes([0x7f], 'ELF', [2, 1, 1, 0, 0, 0]).toString('base64'),
    kept: false,
  },
  {
    name: 'gzip that says PDF',
    contentType: 'application/pdf',
    data: gzipSync(pdf).toString('base64'),
    kept: false,
  },
  { name: 'nothing that says PDF', contentType: 'application/pdf', data: '', kept: false },
  { name: 'no base64', contentType: 'application/pdf', data: '<<<not base64>>>', kept: false },
  { name: 'cut base64', contentType: 'application/pdf', data: 'JVBERi0', kept: false },
  { name: 'base64 of addresses', contentType: 'application/pdf', data: 'JVBERi0xLjcK-_==', kept: false },
  { name: 'a type that is none', contentType: '../../x', data: pdf.toString('base64'), kept: false },
  {
    name: 'a type with an end of line',
    contentType: 'application/pdf\r\nx: y',
    data: pdf.toString('base64'),
    kept: false,
  },
  {
    name: 'nine megabytes',
    contentType: 'application/pdf',
    data: Buffer.concat([pdf, Buffer.alloc(7_000_000, 32)]).toString('base64'),
    kept: false,
  },
];

/** What is attached is what it says it is, of a kind that cannot run, and of a size that can be kept; or it is refused. */
export async function tryUploads({ url, ground, findings }: Try): Promise<void> {
  const patient = { reference: `Patient/${of(ground.world.own, 'patientId')}` };
  const carriers: Record<string, (attachment: object) => object> = {
    Binary: (attachment) => ({ resourceType: 'Binary', ...attachment }),
    DocumentReference: (attachment) => ({
      resourceType: 'DocumentReference',
      status: 'current',
      subject: patient,
      content: [{ attachment }],
    }),
    Media: (attachment) => ({
      resourceType: 'Media',
      status: 'completed',
      subject: patient,
      content: attachment,
    }),
    Communication: (attachment) => ({
      resourceType: 'Communication',
      status: 'completed',
      subject: patient,
      payload: [{ contentAttachment: attachment }],
    }),
    Patient: (attachment) => ({ resourceType: 'Patient', name: [{ text: 'Foto' }], photo: [attachment] }),
    Basic: (attachment) => ({
      resourceType: 'Basic',
      code: { text: 'x' },
      extension: [{ url: 'http://x', valueAttachment: attachment }],
    }),
    List: (attachment) => ({
      resourceType: 'List',
      status: 'current',
      mode: 'working',
      contained: [{ resourceType: 'Binary', id: 'b', ...attachment }],
    }),
  };
  for (const [type, carry] of Object.entries(carriers)) {
    for (const { name, contentType, data, kept } of files) {
      if (type === 'List' && kept) continue;
      const body = JSON.stringify(carry({ ...(contentType && { contentType }), data }));
      const reply = await findings.ask('uploads', `${type} ${name}`, url, {
        method: 'POST',
        path: `/fhir/R4/${type}`,
        headers: { 'content-type': 'application/fhir+json', ...ground.client },
        body,
        mayBeCut: body.length > 8_000_000,
      });
      if (!reply) continue;
      const expected = kept ? [201] : [400, 413, 422];
      if (!expected.includes(reply.status))
        findings.fault('uploads', `${type} ${name}`, `${reply.status} ${reply.text.slice(0, 200)}`);
      if (!kept && reply.status === 422 && !reply.text.includes('"expression"'))
        findings.fault('uploads', `${type} ${name}`, 'names no place');
    }
  }
}
