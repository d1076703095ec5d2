import { IconPrinterOff } from '@tabler/icons-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { m } from '#messages';
import { useKeys } from '../keys/use-keys.tsx';
import { Button } from '../ui/Button.tsx';
import { PaperFrame } from '../ui/PaperFrame.tsx';
import { dropJob, onPrintDesk, openPdf, type PrintJob, printDesk, retryJob } from './print-desk.ts';

/** What printers are doing: on every screen, so that a paper whose printer failed is not lost with the screen that made it. */
export function PrintTray() {
  // within what a lock covers, but out of the header, whose colours are not for papers
  const [app, setApp] = useState<Element | null>(null);
  useEffect(() => setApp(document.querySelector('.s-app')), []);
  const desk = useSyncExternalStore(onPrintDesk, printDesk, printDesk);
  const failed = desk.jobs.filter((one) => one.state === 'failed');
  const isPrinting = desk.jobs.some((one) => one.state === 'printing');
  const newest = failed.at(-1);
  if (!app) return null;
  return createPortal(
    <section className="s-print-tray" aria-label={m.print_tray()}>
      <p role="status" className={isPrinting ? 's-print-busy' : 's-print-quiet'}>
        {isPrinting ? m.print_busy() : ''}
      </p>
      {failed.map((job) => (
        <FailedPaper key={job.id} job={job} hasKeys={job === newest} />
      ))}
      <PaperFrame url={desk.url} title={m.web_print()} />
    </section>,
    app,
  );
}

/** The paper that did not come out: what happened, and the two ways on. The newest one has the keys. */
function FailedPaper({ job, hasKeys }: { job: PrintJob; hasKeys: boolean }) {
  const again = useRef<HTMLButtonElement>(null);
  const retry = () => void retryJob(job);
  const pdf = () => void openPdf(job);
  useEffect(() => {
    // whoever is typing goes on typing
    if (!document.activeElement?.matches('input, textarea, select')) again.current?.focus();
  }, []);
  return (
    <div className="s-print-failed" role="alert">
      {hasKeys && <FailedKeys retry={retry} pdf={pdf} />}
      <IconPrinterOff size={22} aria-hidden />
      <div>
        <p className="s-print-head">
          {job.printedOn ? m.print_failedAt({ place: job.printedOn }) : m.print_failedHead()}
        </p>
        <p>{job.advice}</p>
      </div>
      <div className="s-print-acts">
        <Button tone="primary" ref={again} onClick={retry} {...(hasKeys && { keys: 'R' })}>
          {m.print_again()}
        </Button>
        <Button onClick={pdf} {...(hasKeys && { keys: 'F' })}>
          {m.print_pdf()}
        </Button>
        <Button tone="plain" onClick={() => dropJob(job)}>
          {m.print_later()}
        </Button>
      </div>
    </div>
  );
}

function FailedKeys(props: { retry: () => void; pdf: () => void }) {
  const keys = {
    r: { label: m.print_again(), run: props.retry },
    f: { label: m.print_pdf(), run: props.pdf },
  };
  // above dialogs too: a test print is asked for in one
  useKeys(keys, { global: true });
  return null;
}
