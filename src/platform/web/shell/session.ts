import { createContext, useContext } from 'react';
import type { OutputOf } from '#platform/shared/contract.ts';
import { holdsAction, identity } from '#platform/shared/identity-contract.ts';
import type { Language } from '#platform/shared/languages.ts';
import { ProblemError, call, onSessionTrouble } from '../client/call.ts';
import { connectionNow, onConnection, onPushed, startPush } from '../client/push.ts';
import { isAway, onReach } from '../client/reach.ts';
import { queryClient, refreshAll, refreshOnEvents } from '../client/queries.ts';
import { flushDrafts, forgetDrafts } from '../form/use-draft.tsx';
import { currentLanguage, switchLanguage } from '../language.ts';
import { quietly, vault } from '../offline/kept.ts';
import { makeReadyToLeave } from '../offline/leaving.ts';
import { forgetLastPlace } from '../router/href.ts';
import type { Person } from '../slots/web-slice.ts';
import { isIdle, isMarkedLocked, markLocked, unmarkLocked } from './idle.ts';
import { lookAgainIn } from './rights-clock.ts';

type WhoAmI = OutputOf<typeof identity, 'whoAmI'>;
type Open = Extract<WhoAmI, { state: 'open' }>;
export type OtherPerson = WhoAmI['others'][number];

/** The person at work, as screens see her. */
export interface Me extends Person {
  language: Language;
  practitionerId?: string;
  hasPin: boolean;
  roleLabels: { en: string; id: string }[];
  clinic: Open['clinic'];
  idleMinutes?: number;
  /** When the session ends, ISO-8601. */
  until?: string;
}

/**
 * `expired`: the session ended under an open screen, which stays as it is below the sign-in. `locked`: the same with the
 * lock. `unreachable`: the very first question to the server had no answer.
 */
export interface Session {
  phase: 'starting' | 'unreachable' | 'signedOut' | 'open' | 'locked' | 'expired';
  me?: Me;
  /** Who is behind the lock, when the page was loaded locked. */
  lockedId?: string;
  lockedName?: string;
  lockedClinic?: { name: string; demo: boolean };
  pinOpens: boolean;
  others: OtherPerson[];
}

let session: Session = { phase: 'starting', pinOpens: false, others: [] };
const watchers = new Set<() => void>();
/** Other tabs of the browser share the cookie, so what one does to the session all must hear. */
const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('serambi-session') : undefined;

export const sessionNow = () => session;
export function onSession(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function become(next: Session): void {
  session = next;
  for (const watcher of watchers) watcher();
}

function meFrom(answer: Open): Me {
  const { person, clinic, roles, actions, idleMinutes, absoluteUntil } = answer;
  return {
    staffId: person.id,
    name: person.name,
    language: person.language,
    hasPin: person.hasPin,
    roles: roles.map((one) => one.role),
    roleLabels: roles.map((one) => one.label),
    holds: (action) => holdsAction(actions, action),
    clinic,
    ...(person.practitionerId && { practitionerId: person.practitionerId }),
    ...(idleMinutes && { idleMinutes }),
    ...(absoluteUntil && { until: absoluteUntil }),
  };
}

/** Who is at work, for a page that is loaded again without a connection. */
const keptName = 'web.session';

/** The store of the browser follows the session: opened with it, emptied with its end or its person's. */
async function keepSession(answer: WhoAmI): Promise<void> {
  if (answer.state === 'open' && answer.absoluteUntil) {
    const owner = { staffId: answer.person.id, clinicId: answer.clinic.id, until: answer.absoluteUntil };
    await vault?.open(owner);
    await vault?.keep(keptName, { ...answer, others: [] });
  } else if (answer.state === 'locked') {
    const owner = await vault?.owner();
    if (owner && owner.staffId !== answer.person.id) await vault?.empty();
  } else if (await vault?.owner()) {
    await vault?.empty();
  }
}

/** Asks the server who is here and takes the answer over. Rejects when there is no answer. */
export async function readSession(): Promise<void> {
  const answer = await call(identity, 'whoAmI', {});
  if (answer.state !== 'locked') unmarkLocked();
  await quietly(keepSession(answer));
  unconfirmed = false;
  if (answer.state === 'open') {
    const me = meFrom(answer);
    const other = session.me !== undefined && session.me.staffId !== me.staffId;
    if (other) queryClient.clear();
    if (other || session.me === undefined) switchLanguage(me.language);
    const cameBack = session.phase !== 'open' && session.me !== undefined && !other;
    become({ phase: 'open', me, pinOpens: true, others: answer.others });
    lookAgainIn(answer.rightsTurnInSeconds, rightsTurned);
    startPush();
    if (cameBack) refreshAll();
    return;
  }
  if (answer.state === 'locked') {
    const same = session.me?.staffId === answer.person.id;
    return become({
      phase: 'locked',
      ...(same && session.me && { me: session.me }),
      ...{ lockedId: answer.person.id, lockedName: answer.person.name },
      lockedClinic: answer.clinic,
      pinOpens: answer.pinOpens,
      others: answer.others,
    });
  }
  const kept = session.phase !== 'signedOut' && session.me;
  become({
    phase: kept ? 'expired' : 'signedOut',
    ...(kept && { me: kept }),
    pinOpens: false,
    others: answer.others,
  });
}

/**
 * Somebody's rights have changed: what an open screen offers follows. The line of events goes on meanwhile, and whoever
 * is not the same person any more, or not at work, is asked for anew.
 */
async function lookAtRights(): Promise<void> {
  if (session.phase !== 'open' || !session.me) return;
  const answer = await call(identity, 'whoAmI', {});
  const same = answer.state === 'open' && answer.person.id === session.me?.staffId;
  if (!same) return readSession();
  become({ ...session, me: meFrom(answer), others: answer.others });
  lookAgainIn(answer.rightsTurnInSeconds, rightsTurned);
}

/** Something lapsed or began by itself: the same as if somebody had said so. */
function rightsTurned(): void {
  refreshOnEvents(['scope.rightsChanged']);
  void lookAtRights().catch(() => undefined);
}

async function lookForSession(): Promise<void> {
  if (session.phase === 'locked') await readSession();
  else await lookAtRights();
}

/** Called once when the page opens. */
export async function startSession(): Promise<void> {
  onSessionTrouble(() => {
    if (session.phase === 'open') void readSession().catch(() => undefined);
  });
  onPushed(({ event }) => {
    if (event === 'scope.rightsChanged') void lookAtRights().catch(() => undefined);
  });
  onConnection(() => {
    // the line comes back by the session alone: where it is refused, that has ended, as somebody's whose access did
    if (connectionNow().state === 'refused') void lookForSession().catch(() => undefined);
  });
  if (tabs) {
    tabs.onmessage = ({ data }) => {
      if (data === 'signedOut') forgetPerson();
      void readSession().catch(() => undefined);
    };
  }
  watchServer();
  const kept = await quietly(vault?.owner());
  try {
    // a lock that could not be handed in comes first: a reload opens nothing
    if (isMarkedLocked()) await handInLock();
    await readSession();
  } catch (problem) {
    const silent = problem instanceof ProblemError && (problem.status === 0 || problem.status >= 500);
    if (!silent || !kept || !(await openKept())) become({ ...session, phase: 'unreachable' });
  }
}

let watching = false;
function watchServer(): void {
  if (watching) return;
  watching = true;
  setInterval(endWithTime, lookForEndMs);
  onReach(() => {
    if (unconfirmed) void confirm();
  });
}

/** The server has said nothing of this session since the page was loaded. */
let unconfirmed = false;

/**
 * Goes on with who was at work when there was a connection, until the server can be asked. Nobody's right is decided
 * here: what she does goes in by the server's leave.
 * @returns false where nothing is kept
 */
async function openKept(): Promise<boolean> {
  const answer = (await quietly(vault?.read(keptName))) as Open | undefined;
  if (!answer) return false;
  const me = meFrom(answer);
  const dark = isMarkedLocked() || isIdle(me.idleMinutes);
  unconfirmed = true;
  switchLanguage(me.language);
  become({
    ...{ phase: dark ? 'locked' : 'open', me, lockedClinic: me.clinic },
    ...{ lockedId: me.staffId, lockedName: me.name },
    ...{ pinOpens: me.hasPin, others: [] },
  });
  if (dark) markLocked();
  startPush();
  return true;
}

async function handInLock(): Promise<void> {
  // a session that is over or locked already is no lock that failed
  await call(identity, 'lock', {}).catch((problem) => {
    if (!(problem instanceof ProblemError) || problem.status === 0 || problem.status >= 500) throw problem;
  });
}

/** The server answers again: it says whether it is still so. */
async function confirm(): Promise<void> {
  if (isAway()) return;
  try {
    if (session.phase === 'locked') await handInLock();
    await readSession();
  } catch {
    // away again: the next look for the server asks again
  }
}

/** Nobody can be asked whether it goes on, and what is kept is kept no longer than the session lasts. */
function endWithTime(): void {
  const { me, phase } = session;
  const over = me?.until !== undefined && Date.parse(me.until) <= Date.now();
  if (!over || phase === 'expired' || phase === 'signedOut' || !isAway()) return;
  queryClient.clear();
  void quietly(vault?.empty());
  become({ phase: 'expired', me, pinOpens: false, others: [] });
}
const lookForEndMs = 30_000;

/** Somebody has come in, here or by another way: this tab and the others look who is here. */
export async function arrive(): Promise<void> {
  await readSession();
  tabs?.postMessage('changed');
}

async function after(act: Promise<unknown>): Promise<void> {
  await act;
  await arrive();
}

export async function signOut(): Promise<void> {
  await makeReadyToLeave();
  await flushDrafts();
  await call(identity, 'signOut', {});
  tabs?.postMessage('signedOut');
  forgetPerson();
  await readSession();
}

/** Nothing of a person who has left stays in the tab; her drafts are with the server. */
function forgetPerson(): void {
  forgetDrafts();
  void quietly(vault?.empty());
  if (session.me) forgetLastPlace(session.me.staffId);
  queryClient.clear();
  become({ phase: 'signedOut', pinOpens: false, others: [] });
}

let locking = false;

/** Whether the server still takes what this person typed as hers: also while a dark screen hands in its last words. */
export function isAtWork(staffId: string): boolean {
  return session.me?.staffId === staffId && (session.phase === 'open' || locking);
}

/** The screen goes dark before the server has answered: whoever walks away need not wait. */
export async function lock(): Promise<void> {
  if (session.phase !== 'open') return;
  markLocked();
  locking = true;
  const drafts = flushDrafts();
  become({
    ...session,
    phase: 'locked',
    ...{ lockedId: session.me?.staffId ?? '', lockedName: session.me?.name ?? '' },
    pinOpens: session.me?.hasPin ?? false,
  });
  await drafts;
  locking = false;
  await after(call(identity, 'lock', {}));
}

export const unlock = (how: { pin: string } | { password: string }) => after(call(identity, 'unlock', how));
export async function switchPerson(staffId: string, pin: string): Promise<void> {
  await flushDrafts();
  await after(call(identity, 'switchPerson', { staffId, pin }));
}

/** After a refused unlock: too many wrong PINs, or a session that ended meanwhile, leave other ways in. */
export async function lookAgain(problem: unknown): Promise<void> {
  const spent = problem instanceof ProblemError && /^identity\.(pinSpent|sessionOver)$/.test(problem.code);
  if (spent) await readSession().catch(() => undefined);
}

/** Changes the words at once, and for the signed-in person also for her next sign-in anywhere. */
export async function chooseLanguage(language: Language): Promise<void> {
  if (language === currentLanguage()) return;
  switchLanguage(language);
  if (session.phase === 'open') await call(identity, 'setLanguage', { language }).catch(() => undefined);
}

/** Provided by the shell around every screen. */
export const MeContext = createContext<Me | undefined>(undefined);

/** The person at work. Only inside screens and slots. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside the signed-in screens');
  return me;
}

/** Whether the person's job description holds the action: for hiding what is never hers. */
export function useMay(action: string): boolean {
  return useMe().holds(action);
}
