import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { switchLanguage, useLanguage } from '#platform/web/language.ts';
import { checkIn } from '../contract.ts';
import { dateOf, noDate } from '#platform/web/public/date-parts.ts';
import { BirthDate } from './BirthDate.tsx';
import { RedFlag } from './RedFlag.tsx';
import { Big, SelfPage, Wrong } from './SelfPage.tsx';
import { SelfSteps } from './SelfSteps.tsx';
import { Stop } from './Stop.tsx';

type Open = OutputOf<typeof checkIn, 'openLink'>;
type Opened = OutputOf<typeof checkIn, 'linkIdentify'>;

/** What a link opens on a patient's own phone: the red flag, her birth date, and the same steps as in the lobby. */
export default function PhoneCheckIn() {
  useLanguage();
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const [open, setOpen] = useState<Open>();
  const [problem, setProblem] = useState<unknown>();
  const [page, setPage] = useState<'flag' | 'stop' | 'who' | 'over'>('flag');
  const [opened, setOpened] = useState<Opened>();
  const asked = useRef(false);
  useEffect(() => {
    // a shared telephone's history is nobody's key
    history.replaceState(null, '', location.pathname);
    if (asked.current || token === '') return;
    asked.current = true;
    call(checkIn, 'openLink', { token }).then((found) => {
      switchLanguage(found.language);
      setOpen(found);
    }, setProblem);
  }, [token]);
  const end = () => {
    // one that is done has ended already
    if (opened) void call(checkIn, 'leave', { session: opened.session }).catch(() => undefined);
    setPage('over');
  };
  if (token === '' || problem)
    return (
      <SelfPage title={m.checkIn_title()}>
        <Wrong words={problem ? problemWords(problem) : m.checkIn_error_linkNotGood()} />
      </SelfPage>
    );
  if (!open) return <SelfPage title={m.checkIn_wait()}>{null}</SelfPage>;
  if (page === 'over') return <SelfPage title={m.checkIn_over()}>{null}</SelfPage>;
  if (opened) return <SelfSteps opened={opened} emergencyNumber={open.emergencyNumber} onEnd={end} />;
  if (page === 'flag')
    return <RedFlag question={open.redFlag} onYes={() => setPage('stop')} onNo={() => setPage('who')} />;
  if (page === 'stop') {
    const tell = () => call(checkIn, 'linkRedFlag', { token });
    return <Stop way="phone" number={open.emergencyNumber} tell={tell} />;
  }
  return <BornWhen token={token} clinic={open.clinic} onFound={setOpened} />;
}

function BornWhen(props: { token: string; clinic: string; onFound: (opened: Opened) => void }) {
  const [birth, setBirth] = useState(noDate);
  const [wrong, setWrong] = useState<string>();
  const [pending, setPending] = useState(false);
  const send = () => {
    const birthDate = dateOf(birth);
    if (!birthDate) return setWrong(m.checkIn_who_date());
    setPending(true);
    call(checkIn, 'linkIdentify', { token: props.token, birthDate })
      .then(props.onFound, (problem) => setWrong(problemWords(problem)))
      .finally(() => setPending(false));
  };
  return (
    <SelfPage title={m.checkIn_welcome({ clinic: props.clinic })}>
      <form
        className="ci-form"
        autoComplete="off"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) send();
        }}
      >
        <BirthDate value={birth} onChange={setBirth} />
        <Wrong words={wrong} />
        <Big tone="primary" submit pending={pending}>
          {m.checkIn_next()}
        </Big>
      </form>
    </SelfPage>
  );
}
