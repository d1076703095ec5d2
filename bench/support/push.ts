import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A line of events: what came, and when by `performance.now()`. */
interface Line {
  came: { text: string; atMs: number }[];
  close(): void;
}

/** How one write is made. @returns a text that stands in its event and in no other since the last write */
export type Write = () => Promise<string>;

export interface PushLatencies {
  p50: number;
  p99: number;
}

/** Longer than this is lost. */
const lostAfterMs = 10_000;
/** What one write tells in several events has all come by then. */
const restMs = 60;

/**
 * Opens lines of server-sent events and writes, one write after the other.
 * @returns milliseconds from the acknowledged write to its event's arrival, over all lines and writes; 0 where the
 *   event was there first
 * @throws Error when an event did not come to every line
 */
export async function pushLatencies(
  from: { url: string; headers?: Record<string, string> },
  write: Write,
  size: { lines: number; writes: number },
): Promise<PushLatencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: size.lines });
  const lines = await Promise.all(Array.from({ length: size.lines }, () => openLine(agent, from)));
  const times: number[] = [];
  try {
    await write();
    await sleep(1000);
    for (let count = 0; count < size.writes; count += 1) {
      for (const line of lines) line.came.length = 0;
      const marker = await write();
      const acknowledgedMs = performance.now();
      times.push(...(await arrivals(lines, marker)).map((atMs) => Math.max(0, atMs - acknowledgedMs)));
      await sleep(restMs);
    }
  } finally {
    for (const line of lines) line.close();
    agent.destroy();
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

async function arrivals(lines: readonly Line[], marker: string): Promise<number[]> {
  const deadline = performance.now() + lostAfterMs;
  for (;;) {
    const heard = lines.map(({ came }) => came.find(({ text }) => text.includes(marker))?.atMs);
    if (heard.every((one) => one !== undefined)) return heard;
    if (performance.now() > deadline) {
      const missing = heard.filter((one) => one === undefined).length;
      throw new Error(`${missing} of ${lines.length} lines heard nothing of a write`);
    }
    // when it came is written down as it comes: how often is looked here changes no figure
    await sleep(5);
  }
}

/** Resolves once the server has begun to answer. */
function openLine(
  agent: Agent,
  { url, headers }: { url: string; headers?: Record<string, string> },
): Promise<Line> {
  return new Promise((resolve, reject) => {
    const came: Line['came'] = [];
    const sent = request(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.setEncoding('utf8');
      let rest = '';
      answer.on('data', (chunk: string) => {
        const atMs = performance.now();
        const texts = (rest + chunk).split('\n\n');
        rest = texts.pop() ?? '';
        for (const text of texts) came.push({ text, atMs });
      });
      // a line that is closed at the end breaks off
      answer.on('error', () => undefined);
      resolve({ came, close: () => sent.destroy() });
    });
    sent.on('error', reject);
    sent.end();
  });
}
