import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { switchLanguage, useLanguage } from '#platform/web/language.ts';
import { BirthDate } from '#platform/web/public/BirthDate.tsx';
import { dateOf, noDate } from '#platform/web/public/date-parts.ts';
import { Cover } from '#platform/web/shell/Cover.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { sendings } from '../contract.ts';
import './sending.css';

type Open = OutputOf<typeof sendings, 'openLink'>;
type Found = OutputOf<typeof sendings, 'openPaper'>;

/** What the link to a paper opens: the clinic's name, the question for the birth date, then the paper. */
export default function PaperPage() {
  useLanguage();
  const [token] = useState(tokenOfTab);
  const open = useAct(sendings, 'openLink');
  const [shown, setShown] = useState<Open>();
  const [found, setFound] = useState<Found>();
  const asked = useRef(false);
  const ask = () =>
    void open.run({ token }).then(
      (answer) => {
        switchLanguage(answer.language);
        setShown(answer);
      },
      () => undefined,
    );
  useEffect(() => {
    document.title = m.sending_page_title();
    if (asked.current || token === '') return;
    asked.current = true;
    ask();
  });
  return (
    <Cover>
      <div className="s-card sd-page">
        <h1>{m.sending_page_title()}</h1>
        {token === '' && <p>{m.sending_page_noLink()}</p>}
        <Problem problem={open.problem} onRetry={ask} />
        {token !== '' && !shown && !open.problem && <p role="status">{m.sending_page_wait()}</p>}
        {shown && !found && <BornWhen token={token} clinic={shown.clinic} onFound={setFound} />}
        {found && <Ready found={found} />}
        {shown && <Foot shown={shown} />}
      </div>
    </Cover>
  );
}

const kept = 'sending.paper';

/** A shared telephone's history is nobody's key, so the secret leaves the address; a reload of this tab still has it. */
function tokenOfTab(): string {
  const given = decodeURIComponent(location.hash.slice(1));
  if (given === '') return sessionStorage.getItem(kept) ?? '';
  sessionStorage.setItem(kept, given);
  history.replaceState(null, '', location.pathname);
  return given;
}

function BornWhen(props: { token: string; clinic: string; onFound: (found: Found) => void }) {
  const [birth, setBirth] = useState(noDate);
  const [missing, setMissing] = useState(false);
  const act = useAct(sendings, 'openPaper');
  const send = () => {
    const birthDate = dateOf(birth);
    setMissing(!birthDate);
    if (birthDate) void act.run({ token: props.token, birthDate }).then(props.onFound, () => undefined);
  };
  return (
    <form
      className="sd-stack"
      autoComplete="off"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!act.pending) send();
      }}
    >
      <p>{m.sending_page_hint({ clinic: props.clinic })}</p>
      <Problem problem={act.problem} />
      <BirthDate
        label={m.sending_page_born()}
        value={birth}
        onChange={setBirth}
        error={missing ? m.sending_page_dateMissing() : undefined}
      />
      <div className="sd-acts">
        <Button type="submit" tone="primary" pending={act.pending}>
          {m.sending_page_open()}
        </Button>
      </div>
    </form>
  );
}

/** The paper is in this page's memory alone, until she saves it. */
function Ready({ found }: { found: Found }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const bytes = Uint8Array.from(atob(found.pdf), (letter) => letter.charCodeAt(0));
    const made = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [found]);
  return (
    <div className="sd-stack">
      <p role="status">
        <strong>{m.sending_page_ready({ paper: found.title })}</strong>
      </p>
      <p>{m.sending_page_saveNow()}</p>
      {address && (
        <div className="sd-acts">
          <a
            className="s-button s-button-primary"
            href={address}
            download={found.fileName}
            ref={(element) => element?.focus()}
          >
            {m.sending_page_save()}
          </a>
        </div>
      )}
    </div>
  );
}

function Foot({ shown: { clinic, phone, until } }: { shown: Open }) {
  return (
    <>
      <p className="s-public-soft">{m.sending_page_until({ until })}</p>
      {phone && (
        <p className="s-public-soft">
          {m.sending_page_call({ clinic })} <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
        </p>
      )}
    </>
  );
}
