import { type PushedEvent, makePushParser } from './push-parser.ts';

/** `live`: events arrive. `cut`: being reconnected. `refused`: no session; it rests until told to start again. */
export type LineState = 'connecting' | 'live' | 'cut' | 'refused';

export type LineNews = { kind: 'events'; events: PushedEvent[] } | { kind: 'state'; state: LineState };

/** The server beats every 20 seconds; after two missed beats the line is dead however open it looks. */
const silenceMs = 50_000;
const waitsMs = [500, 1_000, 2_000, 3_000, 5_000];

export interface PushLine {
  /** Connects anew: another person signed in, or the network came back. */
  restart(): void;
  stop(): void;
}

/** Holds one line to `GET /api/push` and keeps it up. Runs in a page, a shared worker, or Node. */
export function openPushLine(options: {
  url: string;
  tell: (news: LineNews) => void;
  headers?: Record<string, string>;
  waits?: readonly number[];
}): PushLine {
  const waits = options.waits ?? waitsMs;
  let failures = 0;
  let current: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state: LineState | undefined;
  const say = (next: LineState) => {
    if (next !== state) options.tell({ kind: 'state', state: next });
    state = next;
  };

  async function hold(own: AbortController): Promise<void> {
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => own.abort(), silenceMs);
    };
    try {
      alive();
      const headers = { accept: 'text/event-stream', ...options.headers };
      const response = await fetch(options.url, { headers, signal: own.signal, cache: 'no-store' });
      if (response.status === 401 || response.status === 403 || response.status === 423)
        return say('refused');
      if (!response.ok || !response.body) return say('cut');
      const parse = makePushParser();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        alive();
        const { events, opened } = parse(value);
        if (opened) {
          failures = 0;
          say('live');
        }
        if (events.length > 0) options.tell({ kind: 'events', events });
      }
      say('cut');
    } catch {
      if (current === own) say('cut');
    } finally {
      clearTimeout(watchdog);
    }
  }

  function start(): void {
    clearTimeout(timer);
    current?.abort();
    const own = new AbortController();
    current = own;
    if (state === undefined || state === 'refused') say('connecting');
    void hold(own).then(() => {
      if (current !== own || state === 'refused') return;
      const wait = waits[Math.min(failures, waits.length - 1)] ?? 5_000;
      // Spread out, or all screens of a clinic would knock at the same moment when its server is back.
      timer = setTimeout(start, wait * (0.75 + Math.random() / 2));
      failures += 1;
    });
  }

  start();
  return {
    restart: () => {
      failures = 0;
      // who asked for it may have heard of a cut that this line has not noticed, and must hear that it is live
      if (state === 'live') state = undefined;
      start();
    },
    stop: () => {
      clearTimeout(timer);
      const last = current;
      current = undefined;
      last?.abort();
    },
  };
}
