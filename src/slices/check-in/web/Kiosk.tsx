import { useCallback, useEffect, useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { call } from '#platform/web/client/call.ts';
import { switchLanguage, useLanguage } from '#platform/web/language.ts';
import { checkIn } from '../contract.ts';
import { IdleCover } from './IdleCover.tsx';
import { RedFlag } from './RedFlag.tsx';
import { Big, SelfPage } from './SelfPage.tsx';
import { SelfSteps } from './SelfSteps.tsx';
import { Stop } from './Stop.tsx';
import { useIdle } from './use-idle.ts';
import { WhoAreYou } from './WhoAreYou.tsx';

type Open = OutputOf<typeof checkIn, 'openKiosk'>;
type Opened = OutputOf<typeof checkIn, 'kioskIdentify'>;
type At = { page: 'start' | 'flag' | 'stop' | 'who' | 'desk' } | { page: 'steps'; opened: Opened };

/** Nobody stands by to open it again. */
const againMs = 30_000;

/**
 * The lobby's kiosk. Everything lives in this component: there is no address, no history and no storage of a patient's,
 * so that the back button and the next person find the first page.
 */
export default function Kiosk() {
  useLanguage();
  const [open, setOpen] = useState<Open | 'closed'>();
  const [at, setAt] = useState<At>({ page: 'start' });
  const restart = useCallback(() => {
    setAt({ page: 'start' });
    call(checkIn, 'openKiosk', {}).then(
      (found) => {
        setOpen(found);
        switchLanguage(found.language);
      },
      (problem) => setOpen((before) => (passes(problem) && before ? before : 'closed')),
    );
  }, []);
  useEffect(restart, [restart]);
  const closed = open === 'closed';
  useEffect(() => {
    if (!closed) return;
    const timer = setInterval(restart, againMs);
    return () => clearInterval(timer);
  }, [closed, restart]);
  const session = at.page === 'steps' ? at.opened.session : undefined;
  const blank = useCallback(() => {
    if (session) void call(checkIn, 'leave', { session }).catch(() => undefined);
    restart();
  }, [session, restart]);
  useEffect(() => {
    // a page that the browser kept to come back to would show what stood on it
    const show = (event: PageTransitionEvent) => event.persisted && location.reload();
    addEventListener('pageshow', show);
    return () => removeEventListener('pageshow', show);
  }, []);
  const idle = useIdle(at.page !== 'start', blank);
  if (open === undefined) return <SelfPage title={m.checkIn_wait()}>{null}</SelfPage>;
  if (open === 'closed')
    return (
      <SelfPage title={m.checkIn_title()}>
        <p>{m.checkIn_closed()}</p>
      </SelfPage>
    );
  const page = { open, at, setAt, blank };
  return (
    <>
      {/* what is hidden below the warning is out of reach of keys and readers too */}
      <div inert={idle.left !== undefined}>
        <KioskPage key={at.page} {...page} />
      </div>
      {idle.left !== undefined && <IdleCover left={idle.left} onStay={idle.stay} />}
    </>
  );
}

/** A network that is cut, or a wait after wrong tries: the kiosk is one still. */
const passes = (problem: unknown) =>
  ['offline', 'checkIn.tooMany'].includes((problem as { code?: string }).code ?? '');

function KioskPage(props: { open: Open; at: At; setAt: (at: At) => void; blank: () => void }) {
  const { open, at, setAt, blank } = props;
  if (at.page === 'flag')
    return (
      <RedFlag
        question={open.redFlag}
        onYes={() => setAt({ page: 'stop' })}
        onNo={() => setAt({ page: 'who' })}
      />
    );
  if (at.page === 'stop')
    return <Stop way="kiosk" number="" tell={() => call(checkIn, 'kioskRedFlag', {})} />;
  if (at.page === 'who')
    return (
      <WhoAreYou
        country={open.country}
        onFound={(opened) => setAt({ page: 'steps', opened })}
        onDesk={() => setAt({ page: 'desk' })}
        onCancel={blank}
      />
    );
  if (at.page === 'desk')
    return (
      <SelfPage title={m.checkIn_error_goToDesk()}>
        <Big tone="primary" onClick={blank}>
          {m.checkIn_done_finish()}
        </Big>
      </SelfPage>
    );
  if (at.page === 'steps') return <SelfSteps opened={at.opened} emergencyNumber="" onEnd={blank} />;
  return (
    <SelfPage title={m.checkIn_welcome({ clinic: open.clinic })}>
      <div className="ci-acts">
        <Big tone="primary" onClick={() => setAt({ page: 'flag' })}>
          {m.checkIn_begin()}
        </Big>
      </div>
    </SelfPage>
  );
}
