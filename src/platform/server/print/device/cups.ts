import { setTimeout as sleep } from 'node:timers/promises';
import type { Trouble } from '#platform/shared/print-contract.ts';
import { askCups, type CupsServer, cupsServer, NoCups } from './cups-server.ts';
import { type IppAnswer, tags } from './ipp.ts';
import { printByLp } from './lp.ts';
import { nothing, type Outcome, unclear, usualPatience } from './outcome.ts';

/** Operations (RFC 8011, and CUPS's own for the list of queues). */
const operations = { printJob: 0x02, cancelJob: 0x08, job: 0x09, printer: 0x0b, queues: 0x4002 } as const;
const notFound = 0x0406;
const isFine = (answer: IppAnswer) => answer.status < 0x0100;
/** `printer-state` stopped, and the states of a job (RFC 8011, 5.4.11 and 5.3.7). */
const stopped = 5;
const jobStates = { stopped: 6, cancelled: 7, aborted: 8, completed: 9 } as const;
const lookAgainMs = 200;

type Attributes = IppAnswer['groups'][number]['attributes'];
const groupOf = (answer: IppAnswer, tag: number): Attributes =>
  answer.groups.find((one) => one.tag === tag)?.attributes ?? new Map();
const text = (tag: number, name: string, ...values: string[]) => ({ tag, name, values });

/** What a printer says of itself that keeps it from printing; `-warning` and `-report` do not. */
function troubleOf(printer: Attributes): Trouble | undefined {
  const reasons = (printer.get('printer-state-reasons') ?? []).map(String);
  const told = (...names: string[]) => reasons.some((one) => names.includes(one.replace(/-error$/, '')));
  if (told('media-empty', 'media-needed')) return 'paperOut';
  if (told('cover-open', 'door-open')) return 'coverOpen';
  const isOff =
    printer.get('printer-state')?.[0] === stopped || printer.get('printer-is-accepting-jobs')?.[0] === false;
  return isOff ? 'queueStopped' : undefined;
}

/**
 * Prints a PDF on a queue of CUPS, by IPP, or by `lp` where there is a CUPS that does not listen. Waits for the job as long
 * as one stands at a counter; a queue that stops meanwhile has its job taken back, so that it is not printed later beside
 * the one that is printed instead.
 * @param media the size as IPP names it (PWG 5101.1), e.g. `iso_a5_148x210mm`
 */
export async function printOnQueue(
  queue: string,
  pdf: Uint8Array,
  media: string,
  server: CupsServer = cupsServer(),
  patience = usualPatience,
): Promise<Outcome> {
  const path = `/printers/${queue}`;
  const uri = `ipp://localhost${path}`;
  const about = text(tags.uri, 'printer-uri', uri);
  const ask = (operation: number, ...more: Parameters<typeof askCups>[1]['attributes']) =>
    askCups(server, { path, operation, attributes: [about, ...more] }, patience.answerMs);
  const state = text(
    tags.keyword,
    'requested-attributes',
    ...['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs'],
  );
  let before: IppAnswer;
  try {
    before = await ask(operations.printer, state);
  } catch (error) {
    if (error instanceof NoCups) return printByLp(queue, pdf, patience.answerMs);
    throw error;
  }
  if (before.status === notFound) return nothing('queueUnknown');
  const trouble = isFine(before) ? troubleOf(groupOf(before, tags.printer)) : 'queueStopped';
  if (trouble) return nothing(trouble);
  try {
    const attributes = [
      about,
      text(tags.name, 'requesting-user-name', 'serambi'),
      // nobody's name: it stands in lists and logs of the queue
      text(tags.name, 'job-name', 'Serambi'),
      text(tags.mimeType, 'document-format', 'application/pdf'),
    ];
    const job = [text(tags.keyword, 'media', media)];
    const print = { path, operation: operations.printJob, attributes, job, document: pdf };
    const taken = await askCups(server, print, patience.answerMs);
    const jobId = groupOf(taken, tags.job).get('job-id')?.[0];
    if (!isFine(taken) || typeof jobId !== 'number') return nothing('jobFailed');
    return await untilOut(ask, jobId, state, patience.answerMs);
  } catch (error) {
    if (error instanceof NoCups) return unclear('silent');
    throw error;
  }
}

async function untilOut(
  ask: (operation: number, ...more: Parameters<typeof askCups>[1]['attributes']) => Promise<IppAnswer>,
  jobId: number,
  state: ReturnType<typeof text>,
  withinMs: number,
): Promise<Outcome> {
  const job = { tag: tags.integer, name: 'job-id', values: [jobId] };
  for (let tries = Math.max(1, Math.ceil(withinMs / lookAgainMs)); tries > 0; tries -= 1) {
    const now = groupOf(await ask(operations.job, job), tags.job).get('job-state')?.[0];
    if (now === jobStates.completed) return { out: 'printed' };
    if (now === jobStates.aborted || now === jobStates.cancelled) return unclear('jobFailed');
    const trouble = troubleOf(groupOf(await ask(operations.printer, state), tags.printer));
    if (trouble || now === jobStates.stopped) {
      await ask(operations.cancelJob, job);
      return unclear(trouble ?? 'queueStopped');
    }
    await sleep(lookAgainMs);
  }
  return { out: 'queued' };
}

/** The queues by name; none where there is no CUPS. */
export async function cupsQueues(
  server: CupsServer = cupsServer(),
  withinMs = usualPatience.answerMs,
): Promise<{ queue: string; info: string }[]> {
  const wanted = text(tags.keyword, 'requested-attributes', 'printer-name', 'printer-info');
  try {
    const answer = await askCups(
      server,
      { path: '/', operation: operations.queues, attributes: [wanted] },
      withinMs,
    );
    return answer.groups
      .filter((one) => one.tag === tags.printer)
      .map(({ attributes }) => ({
        queue: String(attributes.get('printer-name')?.[0] ?? ''),
        info: String(attributes.get('printer-info')?.[0] ?? ''),
      }))
      .filter(({ queue }) => queue !== '')
      .sort((a, b) => a.queue.localeCompare(b.queue));
  } catch (error) {
    if (error instanceof NoCups) return [];
    throw error;
  }
}
