import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { type RouterHistory, RouterProvider, createBrowserHistory } from '@tanstack/react-router';
import { Suspense, lazy, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { queryClient } from '../client/queries.ts';
import { DraftsContext, draftsOf } from '../form/use-draft.tsx';
import { useBadge } from '../keys/use-badge.ts';
import { keepShell } from '../offline/keep-shell.ts';
import { LanguageContext, currentLanguage, onLanguage } from '../language.ts';
import { isPlaceOfAnother, lastPlaceOf } from '../router/href.ts';
import { makeRouter } from '../router/router.tsx';
import { SlicesContext, lazyOf } from '../slots/registry.ts';
import type { WebSlice } from '../slots/web-slice.ts';
import { theme } from '../ui/theme.ts';
import { UndoToast } from '../ui/undo.tsx';
import { Account } from './Account.tsx';
import { Frame } from './Frame.tsx';
import { Home } from './Home.tsx';
import { LockScreen } from './LockScreen.tsx';
import { MyWork } from './MyWork.tsx';
import { SignIn } from './SignIn.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import { Today } from './Today.tsx';
import { Unreachable } from './Unreachable.tsx';
import { useIdleLock } from './idle-lock.ts';
import { linkToken } from './link-token.ts';
import {
  MeContext,
  type Me,
  type Session,
  isAtWork,
  onSession,
  sessionNow,
  startSession,
} from './session.ts';

const LinkPage = lazy(() => import('./LinkPage.tsx'));

/** The nonce that the server wrote into the page for this load; styles made by script must carry it. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

// Dialogs hide the page's scroll bar by a style element of their own, which asks for the nonce by this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

/** The whole workbench over the slices' doors. */
export function Workbench(props: { slices: readonly WebSlice[]; history?: RouterHistory }) {
  const language = useSyncExternalStore(onLanguage, currentLanguage, currentLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => void startSession(), []);
  return (
    <LanguageContext value={language}>
      <MantineProvider theme={theme} getStyleNonce={styleNonce} forceColorScheme="light">
        <QueryClientProvider client={queryClient}>
          <SlicesContext value={props.slices}>
            <Gate {...(props.history && { history: props.history })} slices={props.slices} />
            <UndoToast />
          </SlicesContext>
        </QueryClientProvider>
      </MantineProvider>
    </LanguageContext>
  );
}

/** What is shown for the state of the session. The screens stay as they are below a lock or an ended session. */
function Gate(props: { slices: readonly WebSlice[]; history?: RouterHistory }) {
  const session = useSyncExternalStore(onSession, sessionNow, sessionNow);
  const { me, phase } = session;
  const [token, setToken] = useState(linkToken);
  const [entrance, setEntrance] = useState(() => entranceHere(props.slices));
  const scan = useScanOfSignedOut(session, entrance !== undefined || token !== '');
  if (entrance) {
    const Entrance = lazyOf(entrance.load);
    const leave = () => {
      // what stands behind the # of such a page may be a secret
      window.history.replaceState(null, '', '/');
      setEntrance(undefined);
    };
    return (
      <Suspense>
        <Entrance onLeave={leave} />
      </Suspense>
    );
  }
  if (token) {
    return (
      <Suspense>
        <LinkPage token={token} onLeave={() => setToken('')} />
      </Suspense>
    );
  }
  if (phase === 'starting') return <div aria-busy="true" />;
  if (phase === 'unreachable') return <Unreachable />;
  const covered = phase !== 'open';
  return (
    <>
      {me && (
        <div className={covered ? 's-covered' : undefined} inert={covered}>
          <AtWork key={me.staffId} me={me} {...props} />
        </div>
      )}
      {phase === 'signedOut' && !scan.known && <SignIn strangeBadge={scan.strange} />}
      {phase === 'locked' && <LockScreen session={session} />}
      {phase === 'expired' && !scan.known && <SignInAgain session={session} strangeBadge={scan.strange} />}
      {scan.known && <LockScreen session={session} others scanned={scan.known} onCancel={scan.forget} />}
    </>
  );
}

/** A badge at the sign-in page: who is signed in at this device needs no more than her PIN there either. */
function useScanOfSignedOut({ phase, others }: Session, away: boolean) {
  const [scanned, setScanned] = useState<string>();
  const out = !away && (phase === 'signedOut' || phase === 'expired');
  useBadge((staffId) => {
    if (out) setScanned(staffId);
    return out;
  });
  useEffect(() => {
    if (!out) setScanned(undefined);
  }, [out]);
  const isHere = out && others.some((other) => other.staffId === scanned);
  return {
    known: isHere ? scanned : undefined,
    strange: out && scanned !== undefined && !isHere,
    forget: () => setScanned(undefined),
  };
}

function entranceHere(slices: readonly WebSlice[]) {
  const path = location.pathname.replace(/\/$/, '');
  return slices.flatMap((slice) => slice.entrances ?? []).find((one) => one.path === path);
}

/** The screens of one person; another person gets others, with her own place and drafts. */
function AtWork(props: { me: Me; slices: readonly WebSlice[]; history?: RouterHistory }) {
  const { me, slices, history } = props;
  const { staffId } = me;
  const router = useMemo(() => {
    // Before the router looks at the address: it may still be the place of whoever was here before.
    const start = isPlaceOfAnother(staffId) ? (lastPlaceOf(staffId) ?? '/') : undefined;
    const ways = history ?? createBrowserHistory();
    if (start) ways.replace(start);
    return makeRouter({
      slices,
      frame: Frame,
      own: [
        { path: '/', component: Home },
        { path: '/today', component: Today },
        { path: '/work', component: MyWork },
        { path: '/account', component: Account },
      ],
      history: ways,
    });
  }, [slices, history, staffId]);
  const drafts = useMemo(() => draftsOf(staffId, () => isAtWork(staffId)), [staffId]);
  useEffect(() => void drafts.flushAll(), [drafts]);
  useIdleLock(me.idleMinutes);
  useEffect(keepShell, []);
  return (
    <MeContext value={me}>
      <DraftsContext value={drafts}>
        <RouterProvider router={router} />
      </DraftsContext>
    </MeContext>
  );
}
