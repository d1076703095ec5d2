import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

/** A decoder and encoder of IPP that is not ours. */
interface Ipp {
  request: { decode: ((bytes: Buffer) => Decoded) & { bytes: number } };
  response: { encode(answer: object): Buffer };
}
interface Decoded {
  operationId: number;
  requestId: number;
  groups: { tag: number; attributes: { tag: number; name: string; value: (string | number)[] }[] }[];
}
const ipp = createRequire(import.meta.url)('ipp-encoder') as Ipp;

/** What a queue was asked to print. */
export interface QueueJob {
  id: number;
  path: string;
  attributes: Record<string, (string | number)[]>;
  document: Buffer;
  /** As IPP counts: 3 pending, 5 processing, 7 cancelled, 8 aborted, 9 completed. */
  state: number;
}

/** A CUPS of this machine with two queues, over true HTTP. */
export interface LoopbackCups {
  server: { host: string; port: number };
  jobs: QueueJob[];
  /** State and its reasons that the printer tells: 3 idle, 5 stopped. */
  printer: { state: number; reasons: string[]; accepts: boolean };
  /** The state of a job when it is looked at, 9 unless said otherwise. */
  ends: number;
  /** Once a job is there the printer tells these. */
  reasonsWhilePrinting: string[];
  close(): Promise<void>;
}

const tag = {
  operation: 1,
  job: 2,
  printer: 4,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  text: 0x41,
  name: 0x42,
};
const more = { keyword: 0x44, charset: 0x47, language: 0x48 };
const queues = ['Kasir-A5', 'Surat'];

export async function openLoopbackCups(): Promise<LoopbackCups> {
  const http = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.headers['content-type'] !== 'application/ipp') return void reply.writeHead(400).end();
      const bytes = Buffer.concat(parts);
      const asked = ipp.request.decode(bytes);
      const answer = answerOf(cups, asked, request.url ?? '', bytes.subarray(ipp.request.decode.bytes));
      return void reply.writeHead(200, { 'content-type': 'application/ipp' }).end(answer);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const cups: LoopbackCups = {
    server: { host: '127.0.0.1', port: (http.address() as AddressInfo).port },
    jobs: [],
    printer: { state: 3, reasons: ['none'], accepts: true },
    ends: 9,
    reasonsWhilePrinting: [],
    close: async () => {
      http.close();
      http.closeAllConnections();
      await once(http, 'close');
    },
  };
  return cups;
}

function answerOf(cups: LoopbackCups, asked: Decoded, path: string, document: Buffer): Buffer {
  const all = Object.fromEntries(
    asked.groups.flatMap((group) => group.attributes.map((one) => [one.name, one.value])),
  );
  const say = (statusCode: number, ...groups: { tag: number; attributes: object[] }[]) =>
    ipp.response.encode({
      ...{ statusCode, requestId: asked.requestId },
      groups: [
        {
          tag: tag.operation,
          attributes: [
            { tag: more.charset, name: 'attributes-charset', value: 'utf-8' },
            { tag: more.language, name: 'attributes-natural-language', value: 'en' },
          ],
        },
        ...groups,
      ],
    });
  const jobGroup = ({ id, state }: QueueJob) => ({
    tag: tag.job,
    attributes: [
      { tag: tag.integer, name: 'job-id', value: id },
      { tag: tag.enum, name: 'job-state', value: state },
    ],
  });
  const job = cups.jobs.find((one) => one.id === all['job-id']?.[0]);
  if (asked.operationId === 0x4002) {
    const groups = queues.map((name) => ({
      tag: tag.printer,
      attributes: [
        { tag: tag.name, name: 'printer-name', value: name },
        { tag: tag.text, name: 'printer-info', value: `${name} di loket` },
      ],
    }));
    return say(0, ...groups);
  }
  if (!queues.some((name) => path === `/printers/${name}`)) return say(0x0406);
  switch (asked.operationId) {
    case 0x0b: {
      const { state, accepts } = cups.printer;
      const reasons =
        cups.jobs.length > 0 && cups.reasonsWhilePrinting.length > 0
          ? cups.reasonsWhilePrinting
          : cups.printer.reasons;
      const attributes = [
        { tag: tag.enum, name: 'printer-state', value: state },
        { tag: more.keyword, name: 'printer-state-reasons', value: reasons },
        { tag: tag.boolean, name: 'printer-is-accepting-jobs', value: accepts },
      ];
      return say(0, { tag: tag.printer, attributes });
    }
    case 0x02: {
      const made: QueueJob = { id: 40 + cups.jobs.length, path, attributes: all, document, state: 3 };
      cups.jobs.push(made);
      return say(0, jobGroup(made));
    }
    case 0x09:
      if (!job) return say(0x0406);
      if (job.state !== 7) job.state = cups.ends;
      return say(0, jobGroup(job));
    case 0x08:
      if (!job) return say(0x0406);
      job.state = 7;
      return say(0);
    default:
      return say(0x0501);
  }
}
