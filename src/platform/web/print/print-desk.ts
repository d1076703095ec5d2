import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { printing } from '#platform/shared/print-contract.ts';
import { ProblemError, call } from '../client/call.ts';
import { problemWords } from '../client/problem-words.ts';
import { refreshSlice } from '../client/queries.ts';
import { tell } from '../ui/undo.tsx';

type Answer = OutputOf<typeof printing, 'printPaper'>;

/** A paper on its way, or one whose printer failed and that somebody has still to see to. */
export interface PrintJob {
  id: number;
  paperId: string;
  stationId: string | undefined;
  state: 'printing' | 'failed';
  /** What the printer said, in words; or what became of the call. */
  advice?: string;
  printedOn?: string;
  /** Kept where the answer was lost: asked again with it, the server prints nothing twice. */
  key: string;
}

export interface PrintDesk {
  jobs: readonly PrintJob[];
  /** The PDF that the browser is to print by its own dialog. */
  url: string | undefined;
}

let desk: PrintDesk = { jobs: [], url: undefined };
let lastId = 0;
const watchers = new Set<() => void>();

export const printDesk = (): PrintDesk => desk;
export function onPrintDesk(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function become(next: Partial<PrintDesk>): void {
  desk = { ...desk, ...next };
  for (const watcher of watchers) watcher();
}

const without = (id: number) => desk.jobs.filter((one) => one.id !== id);
const put = (job: PrintJob) => become({ jobs: [...without(job.id), job] });

/** Prints a kept paper at a station, or by the browser's dialog where there is none. Never throws: the desk shows what happened. */
export async function sendPaper(paperId: string, stationId: string | undefined): Promise<void> {
  // a second press while it is on its way is the same wish
  if (desk.jobs.some((one) => one.paperId === paperId && one.state === 'printing')) return;
  for (const old of desk.jobs.filter((one) => one.paperId === paperId)) become({ jobs: without(old.id) });
  lastId += 1;
  await run({ id: lastId, paperId, stationId, state: 'printing', key: crypto.randomUUID() });
}

/** Prints a paper that failed once more, because somebody asked for it. */
export function retryJob(job: PrintJob): Promise<void> {
  return run({ ...job, state: 'printing' });
}

/** Gives a paper that failed as a PDF, counted like any printing, in a tab of its own. */
export async function openPdf(job: PrintJob): Promise<void> {
  try {
    const { url } = await call(
      printing,
      'printPaper',
      { paperId: job.paperId },
      { key: crypto.randomUUID() },
    );
    open(url, '_blank', 'noopener');
    become({ jobs: without(job.id) });
    refreshSlice(printing.slice);
  } catch (problem) {
    put({ ...job, advice: problemWords(problem) });
  }
}

/** Puts a failure aside; the paper stays kept where it was made. */
export function dropJob(job: PrintJob): void {
  become({ jobs: without(job.id) });
}

async function run(job: PrintJob): Promise<void> {
  put(job);
  const { paperId, stationId, key } = job;
  try {
    const answer = await call(
      printing,
      'printPaper',
      { paperId, ...(stationId && { station: stationId }) },
      { key },
    );
    settle(job, answer);
    refreshSlice(printing.slice);
  } catch (problem) {
    const isGone = problem instanceof ProblemError && problem.code === 'print.stationNotFound';
    put({
      // the same key: if the printer had it and the answer was lost, asking again only brings the answer
      ...{ ...job, state: 'failed', advice: problemWords(problem) },
      // a station that is gone is not asked again: the browser prints
      ...(isGone && { stationId: undefined, key: newKey() }),
    });
  }
}

const newKey = () => crypto.randomUUID() as string;

function settle(job: PrintJob, answer: Answer): void {
  const { delivery, printedOn, advice, url } = answer;
  if (delivery === 'failed' || delivery === 'unclear') {
    put({
      ...{ ...job, state: 'failed', key: newKey() },
      ...(advice && { advice }),
      ...(printedOn && { printedOn }),
    });
    return;
  }
  become({ jobs: without(job.id), ...(delivery === 'browser' && { url }) });
  const place = printedOn ?? '';
  if (delivery === 'printed') tell(m.print_done({ place, copy: copyWords(answer.copyNumber) }));
  if (delivery === 'queued') tell(m.print_inLine({ place }));
}

function copyWords(copyNumber: number): string {
  return copyNumber > 1 ? ` ${m.print_asCopy({ number: copyNumber })}` : '';
}
