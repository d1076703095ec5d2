import { Agent, request } from 'node:http';

/** One figure of a bench: ours, the yardstick's of the same run, and ours divided by it. */
export interface Figure {
  name: string;
  size: string;
  value: number;
  unit: string;
  yardstick?: number;
  ratio?: number;
  goal?: string;
  runs: number;
}

export interface Latencies {
  p50: number;
  p95: number;
  p99: number;
  perSecond: number;
}

export interface Call {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  headers?: Record<string, string>;
  /** Made anew for each request. */
  body?: () => string;
  /** Both made anew for each request, where the address goes with the body. */
  make?: () => { url: string; body: string };
}

/** One request, or several that a screen sends at once and waits for together. */
export type Calls = Call | readonly Call[];

/**
 * Sends requests over kept connections, each as soon as the one before was answered.
 * @returns latencies in milliseconds
 * @throws Error when any answer is not 2xx: a bench of refusals would look fast
 */
export async function load(
  calls: Calls,
  options: { connections: number; requests: number },
): Promise<Latencies> {
  const together = [calls].flat();
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections * together.length });
  const times: number[] = [];
  let left = options.requests;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: options.connections }, async () => {
      while (left > 0) {
        left -= 1;
        const start = performance.now();
        await Promise.all(together.map((call) => send(agent, call)));
        times.push(performance.now() - start);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), perSecond: times.length / seconds };
}

function send(agent: Agent, call: Call): Promise<void> {
  return new Promise((resolve, reject) => {
    const { url, body } = call.make?.() ?? { url: call.url, body: call.body?.() };
    const headers = {
      ...(body !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      }),
      ...call.headers,
    };
    const sent = request(url, { method: call.method, agent, headers }, (answer) => {
      const status = answer.statusCode ?? 0;
      answer.resume();
      answer.on('end', () =>
        status >= 200 && status < 300 ? resolve() : reject(new Error(`${url} answered ${status}`)),
      );
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The middle one of several runs. */
export async function median<T>(runs: number, run: () => Promise<T>, by: (one: T) => number): Promise<T> {
  const all: T[] = [];
  for (let count = 0; count < runs; count += 1) all.push(await run());
  return all.sort((a, b) => by(a) - by(b))[Math.floor(runs / 2)] as T;
}

/** One figure on a line, as it comes. */
export function rowWords(one: Figure): string {
  const beside = one.ratio === undefined ? '' : `, ${round(one.ratio)} × the yardstick`;
  return `${one.name}, ${one.size}: ${round(one.value)} ${one.unit}${beside}${one.goal ? ` (goal ${one.goal})` : ''}`;
}

/** Prints figures as a table, and as JSON rows into a file where one is named. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((one) => [
    one.name,
    one.size,
    `${round(one.value)} ${one.unit}`,
    one.yardstick === undefined ? '' : `${round(one.yardstick)} ${one.unit}`,
    one.ratio === undefined ? '' : `${round(one.ratio)} ×`,
    one.goal ?? '',
  ]);
  const head = ['what', 'size', 'ours', 'yardstick', 'ratio', 'goal'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function round(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Math.round(value * 100) / 100);
}
