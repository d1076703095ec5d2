import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import type { CallOf, OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { switchLanguage, useLanguage } from '#platform/web/language.ts';
import { Cover } from '#platform/web/shell/Cover.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { reminders, type ShownVisit } from '../contract.ts';
import { OfferChoices, OfferState } from './OfferAnswer.tsx';
import './reminders.css';

type Answer = CallOf<typeof reminders, 'answerLink'>['answer'];
type Did = OutputOf<typeof reminders, 'answerLink'>['did'];

/** What a patient's link opens: when and where, and three answers, or those to a time that is offered. Without the link's secret it shows nothing. */
export default function AnswerPage() {
  useLanguage();
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const open = useAct(reminders, 'openLink');
  const answer = useAct(reminders, 'answerLink');
  const [visit, setVisit] = useState<ShownVisit>();
  const [did, setDid] = useState<Did>();
  const asked = useRef(false);
  useEffect(() => {
    // a shared telephone's history is nobody's key
    history.replaceState(null, '', location.pathname);
    if (asked.current || token === '') return;
    asked.current = true;
    void open.run({ token }).then(
      (shown) => {
        switchLanguage(shown.language);
        setVisit(shown);
      },
      () => undefined,
    );
  }, [token, open]);
  const say = (given: Answer) =>
    void answer.run({ token, answer: given }).then(
      ({ did: done, ...shown }) => {
        setVisit(shown);
        setDid(done);
      },
      () => undefined,
    );
  return (
    <Cover>
      <div className="s-card rm-answer">
        <h1>{visit?.offer ? m.reminders_page_offer_title() : m.reminders_page_title()}</h1>
        {token === '' && <p>{m.reminders_page_noLink()}</p>}
        <Problem problem={open.problem ?? answer.problem} />
        {token !== '' && !visit && !open.problem && <p role="status">{m.reminders_page_wait()}</p>}
        {visit && <Visit visit={visit} />}
        {visit?.checkIn && (
          <a className="s-button s-button-primary" href={`/check-in#${encodeURIComponent(token)}`}>
            {m.reminders_page_checkIn()}
          </a>
        )}
        {did && <p role="status">{m[`reminders_page_did_${did}`]()}</p>}
        {visit?.offer && (
          <OfferChoices offer={visit.offer} stopped={visit.stopped} pending={answer.pending} onSay={say} />
        )}
        {visit && !visit.offer && <Choices visit={visit} pending={answer.pending} onSay={say} />}
      </div>
    </Cover>
  );
}

function Visit({ visit }: { visit: ShownVisit }) {
  return (
    <>
      <p>
        <strong>{visit.clinic}</strong>
        <br />
        <span className="s-figures">
          {visit.date}, {visit.time}
        </span>
        <br />
        {visit.place}
        <br />
        <a href={`tel:${visit.phone.replace(/[^\d+]/g, '')}`}>{visit.phone}</a>
      </p>
      {visit.offer && <OfferState offer={visit.offer} />}
      {!visit.offer && visit.state !== 'open' && (
        <div>
          <SignalBadge tone={visit.state === 'confirmed' ? 'green' : 'grey'}>
            {m[`reminders_page_state_${visit.state}`]()}
          </SignalBadge>
        </div>
      )}
    </>
  );
}

function Choices(props: {
  visit: ShownVisit;
  pending: boolean;
  onSay: (answer: 'confirm' | 'cancel' | 'stop') => void;
}) {
  const { visit, pending, onSay } = props;
  const [sure, setSure] = useState(false);
  const open = visit.state === 'open' || visit.state === 'confirmed';
  if (sure && open)
    return (
      <>
        <p>{m.reminders_page_sure()}</p>
        <div className="rm-acts">
          <Button tone="danger" pending={pending} onClick={() => onSay('cancel')}>
            {m.reminders_page_cancel()}
          </Button>
          <Button onClick={() => setSure(false)}>{m.reminders_page_keep()}</Button>
        </div>
      </>
    );
  return (
    <div className="rm-acts">
      {visit.state === 'open' && (
        <Button tone="primary" pending={pending} onClick={() => onSay('confirm')}>
          {m.reminders_page_confirm()}
        </Button>
      )}
      {open && <Button onClick={() => setSure(true)}>{m.reminders_page_cancel()}</Button>}
      {!visit.stopped && (
        <Button pending={pending} onClick={() => onSay('stop')}>
          {m.reminders_page_stop()}
        </Button>
      )}
    </div>
  );
}
