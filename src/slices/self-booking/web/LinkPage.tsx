import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { switchLanguage, useLanguage } from '#platform/web/language.ts';
import { Cover } from '#platform/web/shell/Cover.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { selfBooking, type Shown } from '../contract.ts';
import './self-booking.css';

type Did = OutputOf<typeof selfBooking, 'answerLink'>['did'];

/** What the link of a request opens: when and where, and what can be done. Without the link's secret it shows nothing. */
export default function LinkPage() {
  useLanguage();
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const open = useAct(selfBooking, 'openLink');
  const answer = useAct(selfBooking, 'answerLink');
  const [shown, setShown] = useState<Shown>();
  const [did, setDid] = useState<Did>();
  const asked = useRef(false);
  useEffect(() => {
    // a shared telephone's history is nobody's key
    history.replaceState(null, '', location.pathname);
    document.title = m.selfBooking_link_title();
    if (asked.current || token === '') return;
    asked.current = true;
    void open.run({ token }).then(
      (found) => {
        switchLanguage(found.language);
        setShown(found);
      },
      () => undefined,
    );
  }, [token, open]);
  const say = (given: 'confirm' | 'cancel') =>
    void answer.run({ token, answer: given }).then(
      ({ did: done, ...found }) => {
        setShown(found);
        setDid(done);
      },
      () => undefined,
    );
  return (
    <Cover>
      <div className="s-card sb-page">
        <h1>{shown?.state === 'held' ? m.selfBooking_link_confirmTitle() : m.selfBooking_link_title()}</h1>
        {token === '' && <p>{m.selfBooking_link_none()}</p>}
        <Problem problem={open.problem ?? answer.problem} />
        {token !== '' && !shown && !open.problem && <p role="status">{m.selfBooking_page_wait()}</p>}
        {shown && <Visit shown={shown} />}
        <p role="status">{did && m[`selfBooking_link_did_${did}`]()}</p>
        {shown && <Choices token={token} shown={shown} pending={answer.pending} onSay={say} />}
      </div>
    </Cover>
  );
}

const tones = { held: 'amber', booked: 'green', gone: 'amber', expired: 'amber' } as const;

function Visit({ shown }: { shown: Shown }) {
  return (
    <>
      <p>
        <strong>{shown.clinic}</strong>
        <br />
        <span className="s-figures">
          {shown.date}, {shown.time}
        </span>
        <br />
        {shown.place}
        <br />
        <a href={`tel:${shown.phone.replace(/[^\d+]/g, '')}`}>{shown.phone}</a>
      </p>
      <div>
        <SignalBadge tone={shown.state in tones ? tones[shown.state as keyof typeof tones] : 'grey'}>
          {m[`selfBooking_link_state_${shown.state}`]()}
        </SignalBadge>
      </div>
      {shown.state === 'held' && <p>{m.selfBooking_link_until({ until: shown.until })}</p>}
      {shown.state === 'booked' && <p>{m.selfBooking_link_keepLink()}</p>}
    </>
  );
}

function Choices(props: {
  token: string;
  shown: Shown;
  pending: boolean;
  onSay: (answer: 'confirm' | 'cancel') => void;
}) {
  const { shown, pending, onSay } = props;
  const [sure, setSure] = useState(false);
  if (shown.state === 'held')
    return (
      <div className="sb-acts">
        <Button tone="primary" pending={pending} onClick={() => onSay('confirm')}>
          {m.selfBooking_link_confirm()}
        </Button>
        <Button pending={pending} onClick={() => onSay('cancel')}>
          {m.selfBooking_link_letGo()}
        </Button>
      </div>
    );
  if (shown.state === 'booked' && sure)
    return (
      <>
        <p>{m.selfBooking_link_sure()}</p>
        <div className="sb-acts">
          <Button tone="danger" pending={pending} onClick={() => onSay('cancel')}>
            {m.selfBooking_link_cancel()}
          </Button>
          <Button onClick={() => setSure(false)}>{m.selfBooking_link_keep()}</Button>
        </div>
      </>
    );
  if (shown.state === 'booked')
    return (
      <div className="sb-acts">
        <Calendar token={props.token} />
        <Button onClick={() => setSure(true)}>{m.selfBooking_link_cancel()}</Button>
      </div>
    );
  if (shown.state === 'over') return null;
  return (
    <div className="sb-acts">
      <a className="s-button s-button-primary" href={`/book?at=${encodeURIComponent(shown.at)}`}>
        {m.selfBooking_link_again()}
      </a>
    </div>
  );
}

function Calendar({ token }: { token: string }) {
  const file = useAct(selfBooking, 'linkFile');
  const save = async () => {
    const { calendar, fileName } = await file.run({ token });
    const address = URL.createObjectURL(new Blob([calendar], { type: 'text/calendar' }));
    const link = Object.assign(document.createElement('a'), { href: address, download: fileName });
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      <Button pending={file.pending} onClick={() => void save().catch(() => undefined)}>
        {m.selfBooking_link_calendar()}
      </Button>
      <Problem problem={file.problem} />
    </>
  );
}
