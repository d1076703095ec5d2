import { getBaseUrl } from './call.ts';
import { type LineNews, type LineState, openPushLine } from './push-line.ts';
import type { PushedEvent } from './push-parser.ts';
import { refreshAll, refreshOnEvents } from './queries.ts';

export interface Connection {
  state: LineState;
  /** When it was last live, milliseconds since 1970. */
  liveAtMs: number;
}

let connection: Connection = { state: 'connecting', liveAtMs: Date.now() };
const watchers = new Set<() => void>();
const hearers = new Set<(event: PushedEvent) => void>();
let restart: (() => void) | undefined;

export const connectionNow = () => connection;

export function onConnection(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function onPushed(hearer: (event: PushedEvent) => void): () => void {
  hearers.add(hearer);
  return () => hearers.delete(hearer);
}

/** Hears the clinic's events until stopped. Call once a person is signed in; again for another person. */
export function startPush(): void {
  if (restart) {
    restart();
    return;
  }
  restart = 'SharedWorker' in globalThis ? byWorker() : byLeader();
  // The browser's own notice is quicker than the silence of the line, and brings it back at once.
  globalThis.addEventListener('online', () => restart?.());
  globalThis.addEventListener('offline', () => hear({ kind: 'state', state: 'cut' }));
}

function byWorker(): () => void {
  const worker = new SharedWorker(new URL('./push-worker.ts', import.meta.url), {
    type: 'module',
    name: 'serambi-push',
  });
  worker.port.onmessage = ({ data }: MessageEvent<LineNews>) => hear(data);
  globalThis.addEventListener('pagehide', () => worker.port.postMessage('leave'));
  // A page that comes back from the browser's cache has left the worker and must be let in again.
  globalThis.addEventListener('pageshow', (event) => {
    if (event.persisted) globalThis.location.reload();
  });
  return () => worker.port.postMessage('restart');
}

/** Without shared workers (Chrome on Android) the tab that holds a lock keeps the line and tells the others. */
function byLeader(): () => void {
  const channel = new BroadcastChannel('serambi-push');
  let again: (() => void) | undefined;
  channel.onmessage = ({ data }: MessageEvent<LineNews | 'restart'>) =>
    data === 'restart' ? again?.() : hear(data);
  const lead = () =>
    new Promise<never>(() => {
      const tell = (news: LineNews) => {
        hear(news);
        channel.postMessage(news);
      };
      again = openPushLine({ url: `${getBaseUrl()}/api/push`, tell }).restart;
    });
  if (globalThis.navigator?.locks) void globalThis.navigator.locks.request('serambi-push', lead);
  else void lead();
  return () => (again ? again() : channel.postMessage('restart'));
}

let gathered: string[] = [];
function hear(news: LineNews): void {
  if (news.kind === 'state') {
    changeState(news.state);
    return;
  }
  for (const event of news.events) for (const hearer of hearers) hearer(event);
  // A burst of commits is one reading of the screen.
  if (gathered.length === 0) {
    setTimeout(() => {
      const events = gathered;
      gathered = [];
      refreshOnEvents(events);
    }, 60);
  }
  gathered.push(...news.events.map(({ event }) => event));
}

/** Events may have been missed since the line was live. */
let behind = false;

function changeState(state: LineState): void {
  const wasLive = connection.state === 'live';
  if (state === connection.state) return;
  connection = { state, liveAtMs: wasLive || state === 'live' ? Date.now() : connection.liveAtMs };
  if (state === 'cut') behind = true;
  if (state === 'live' && behind) {
    behind = false;
    refreshAll();
  }
  for (const watcher of watchers) watcher();
}
