import { useSyncExternalStore } from 'react';
import { m } from '#messages';
import { ProblemError, call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { refreshSlice } from '#platform/web/client/queries.ts';
import { isAway } from '#platform/web/client/reach.ts';
import { quietly, vault } from '#platform/web/offline/kept.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { frontDesk, type OfflineAct, type OfflineDecision } from '#slices/front-desk/contract.ts';
import type { SeenVisit } from '#slices/front-desk/shared/offline-shapes.ts';
import type { Step } from '#slices/front-desk/shared/steps.ts';

/** What somebody else made of the visit meanwhile. */
export interface OtherVersion {
  by: string;
  at: string;
  step: Step;
  where: string;
  room?: string;
}

/** One act of this desk without a connection. Its id is the key under which it goes in once. */
export interface DeskAct {
  id: string;
  visitId: string;
  name: string;
  act: OfflineAct;
  /** What it leads to, in the words of when it was done. */
  words: string;
  doneAt: string;
  boardAt: string;
  seen: SeenVisit;
  state: 'unsent' | 'takenIn' | 'alreadySo' | 'refused' | 'undecided' | 'putAway';
  /** Of a refusal the reason; of `alreadySo` who was first. */
  why?: string;
  other?: OtherVersion;
  decided?: OfflineDecision;
}

const keptName = 'frontDesk.acts';
let acts: readonly DeskAct[] = [];
const watchers = new Set<() => void>();
/** Other tabs of this browser work on the same list. */
const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('serambi-desk') : undefined;

function show(next: readonly DeskAct[]): void {
  acts = next;
  for (const watcher of watchers) watcher();
}

/** Changes the list as it stands in the store, one tab after the other. */
async function change(by: (now: readonly DeskAct[]) => readonly DeskAct[]): Promise<void> {
  const run = async () => {
    const next = by(await stored());
    await quietly(vault?.keep(keptName, next));
    show(next);
  };
  await (globalThis.navigator?.locks?.request('serambi-desk', run) ?? run());
  tabs?.postMessage('changed');
}

/** A browser that may keep nothing has what this tab knows. */
async function stored(): Promise<readonly DeskAct[]> {
  if (!vault) return acts;
  return ((await quietly(vault.read(keptName))) as DeskAct[] | undefined) ?? [];
}

const load = async () => show(await stored());

vault?.onEmptied(() => {
  const lost = unsentOf(acts).length;
  show([]);
  if (lost > 0) tell(m.frontDesk_offline_lost({ count: lost }));
});
if (tabs) tabs.onmessage = () => void load();

/** One and the same function: of a new one at each drawing React would leave and come back, and each coming reads. */
function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  if (watchers.size === 1) void load();
  return () => watchers.delete(watcher);
}

const actsNow = () => acts;

export function useDeskActs(): readonly DeskAct[] {
  return useSyncExternalStore(watch, actsNow, actsNow);
}

export const unsentOf = (all: readonly DeskAct[]) => all.filter((one) => one.state === 'unsent');
/** What a person must look at. */
export const openOf = (all: readonly DeskAct[]) =>
  all.filter((one) => one.state === 'undecided' || one.state === 'refused');

/** Whether something of a visit has not gone in yet, so that what comes after it must wait behind it. */
export const waitsBehind = (visitId: string) => unsentOf(acts).some((one) => one.visitId === visitId);

export async function addAct(act: Omit<DeskAct, 'id' | 'state'>): Promise<DeskAct> {
  const added: DeskAct = { ...act, id: crypto.randomUUID(), state: 'unsent' };
  await change((now) => [...now, added]);
  if (!isAway()) void sendActs();
  return added;
}

/** Takes back what has not gone in yet, with what was done upon it. @returns false when it is too late for that */
export async function takeBack({ id, visitId }: DeskAct): Promise<boolean> {
  const at = acts.findIndex((one) => one.id === id);
  if (acts[at]?.state !== 'unsent') return false;
  await change((now) => {
    const from = now.findIndex((one) => one.id === id);
    return now.filter((one, place) => one.visitId !== visitId || place < from || one.state !== 'unsent');
  });
  return true;
}

export async function decide(id: string, keep: 'mine' | 'theirs'): Promise<void> {
  await change((now) =>
    now.map((one) => {
      if (one.id !== id) return one;
      const { other } = one;
      const decided: OfflineDecision =
        keep === 'mine' && other ? { keep, step: other.step, at: other.at } : { keep: 'theirs' };
      return { ...one, state: 'unsent', decided };
    }),
  );
  await sendActs();
}

/** Forgets what has gone in and was looked at. */
export const clearDone = () =>
  change((now) => now.filter((one) => one.state === 'unsent' || openOf([one]).length > 0));

let sending: Promise<readonly DeskAct[]> | undefined;

/**
 * Sends what waits, in order and one tab at a time; what cannot be sent now waits on.
 * @returns the list as it is then
 */
export function sendActs(): Promise<readonly DeskAct[]> {
  const run = async () => {
    await load();
    await sendAll();
  };
  sending ??= (async () => {
    try {
      await (globalThis.navigator?.locks?.request('serambi-desk-send', run) ?? run());
      return acts;
    } finally {
      sending = undefined;
    }
  })();
  return sending;
}

async function sendAll(): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    // an act waits behind an earlier one of its visit that is not settled
    const next = acts.find(
      (one, at) =>
        one.state === 'unsent' &&
        !tried.has(one.id) &&
        !acts.slice(0, at).some((earlier) => earlier.visitId === one.visitId && !isSettled(earlier)),
    );
    if (!next) break;
    tried.add(next.id);
    const became = await send(next);
    if (!became) break;
    await change((now) => now.map((one) => (one.id === next.id ? { ...one, ...became } : one)));
  }
  if (tried.size > 0) refreshSlice('frontDesk');
}

const isSettled = (one: DeskAct) => one.state !== 'unsent' && openOf([one]).length === 0;

/** @returns what became of it; undefined where the server was not asked, or must be asked again */
async function send(one: DeskAct): Promise<Partial<DeskAct> | undefined> {
  const { id, visitId, act, doneAt, boardAt, seen, decided } = one;
  const input = { visitId, act, doneAt, boardAt, seen, ...(decided && { decided }) };
  try {
    const { outcome, first } = await call(frontDesk, 'takeIn', input, { key: id });
    return { state: outcome, ...(first && { why: first.by }) };
  } catch (problem) {
    if (!(problem instanceof ProblemError) || mustWait(problem)) return undefined;
    const why = problemWords(problem);
    if (problem.code !== 'frontDesk.changedSince') return { state: 'refused', why };
    return { state: 'undecided', why, other: problem.details as unknown as OtherVersion };
  }
}

/** No answer, a server that is busy or starting, a session that is locked or over: none of it is about the act. */
function mustWait({ status, code }: ProblemError): boolean {
  const session = code === 'platform.notSignedIn' || code === 'platform.locked';
  return session || status === 0 || status === 429 || status >= 500;
}
