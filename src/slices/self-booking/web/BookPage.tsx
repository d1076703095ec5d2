import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useLanguage } from '#platform/web/language.ts';
import { Cover } from '#platform/web/shell/Cover.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { type PublicTime, selfBooking } from '../contract.ts';
import { ChooseTime } from './ChooseTime.tsx';
import { ChooseVisit } from './ChooseVisit.tsx';
import type { OfferedVisit, OpenPage } from './page-types.ts';
import { type Said, nothingSaid, WhoForm } from './WhoForm.tsx';
import './self-booking.css';

/** The public's page of a clinic: what for, when, who. Nothing on it is anybody's chart. */
export default function BookPage() {
  useLanguage();
  const [at] = useState(() => new URLSearchParams(location.search).get('at') ?? '');
  const [page, setPage] = useState<OpenPage>();
  const [problem, setProblem] = useState<unknown>();
  const asked = useRef(false);
  useEffect(() => {
    document.title = m.selfBooking_page_title();
    if (asked.current) return;
    asked.current = true;
    call(selfBooking, 'openPage', { at }).then(setPage, setProblem);
  }, [at]);
  return (
    <Cover>
      <div className="s-card sb-page">
        <h1>{m.selfBooking_page_title()}</h1>
        {!page && !problem && <p role="status">{m.selfBooking_page_wait()}</p>}
        {problem !== undefined && <p role="alert">{problemWords(problem)}</p>}
        {page && (
          <>
            <Clinic page={page} />
            {page.visitTypes.length === 0 ? (
              <p>{m.selfBooking_page_nothing()}</p>
            ) : (
              <Steps at={at} page={page} />
            )}
          </>
        )}
      </div>
    </Cover>
  );
}

function Clinic({ page }: { page: OpenPage }) {
  return (
    <>
      <p>
        <strong>{page.clinic}</strong>
        <br />
        {page.place}
        <br />
        <a href={`tel:${page.phone.replace(/[^\d+]/g, '')}`}>{page.phone}</a>
      </p>
      <p className="sb-soft">{m.selfBooking_page_emergency()}</p>
    </>
  );
}

function Steps({ at, page }: { at: string; page: OpenPage }) {
  const [visit, setVisit] = useState<OfferedVisit>();
  const [time, setTime] = useState<PublicTime>();
  /** Kept while she goes back for another time. */
  const [said, setSaid] = useState<Said>(nothingSaid);
  const [sent, setSent] = useState<{ holdMinutes: number }>();
  if (sent) {
    const again = () => {
      setSent(undefined);
      setTime(undefined);
    };
    return <Sent page={page} minutes={sent.holdMinutes} onAgain={again} />;
  }
  if (!visit) return <ChooseVisit page={page} onChosen={setVisit} />;
  if (!time)
    return (
      <ChooseTime at={at} page={page} visit={visit} onChosen={setTime} onBack={() => setVisit(undefined)} />
    );
  return (
    <WhoForm
      at={at}
      page={page}
      chosen={{ visit, time }}
      said={said}
      onSay={setSaid}
      onTime={setTime}
      onSent={setSent}
    />
  );
}

function Sent(props: { page: OpenPage; minutes: number; onAgain: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="sb-step">
      <h2 ref={heading} tabIndex={-1}>
        {m.selfBooking_page_sent()}
      </h2>
      <p>{m.selfBooking_page_sentText({ minutes: props.minutes })}</p>
      <p>{m.selfBooking_page_sentNone({ phone: props.page.phone })}</p>
      <div className="sb-acts">
        <Button onClick={props.onAgain}>{m.selfBooking_page_again()}</Button>
      </div>
    </section>
  );
}
