import type { Reply } from './wire.ts';
import { type Ask, send } from './wire.ts';

/** What was tried, and what was let through, lost, or told. */
export interface Findings {
  tried: number;
  /** By the part that tried. */
  byPart: Record<string, number>;
  statuses: Record<number, number>;
  failures: string[];
  fault(part: string, place: string, what: string): void;
  /**
   * Sends and judges what holds of any answer: it comes, it is no failure of ours, tells nothing of our insides, and
   * carries the safe headers.
   * @returns undefined when no answer came
   */
  ask(part: string, place: string, url: string, ask: Ask): Promise<Reply | undefined>;
}

/** Of one kind of fault at one place the first are enough to read. */
const mostAlike = 3;
const mostFaults = 300;

export function openFindings(): Findings {
  const alike = new Map<string, number>();
  const findings: Findings = {
    tried: 0,
    byPart: {},
    statuses: {},
    failures: [],
    fault(part, place, what) {
      const kind = `${part} ${place.split(' ')[0]} ${what.slice(0, 40)}`;
      const count = (alike.get(kind) ?? 0) + 1;
      alike.set(kind, count);
      if (count <= mostAlike && findings.failures.length < mostFaults) {
        findings.failures.push(`${part}: ${place}: ${what}`);
      }
    },
    async ask(part, place, url, ask) {
      findings.tried += 1;
      findings.byPart[part] = (findings.byPart[part] ?? 0) + 1;
      try {
        const reply = await send(url, ask);
        findings.statuses[reply.status] = (findings.statuses[reply.status] ?? 0) + 1;
        for (const fault of faultsOf(reply)) findings.fault(part, place, fault);
        return reply;
      } catch (error) {
        const cut = ['EPIPE', 'ECONNRESET'].includes((error as NodeJS.ErrnoException).code ?? '');
        if (!cut || !ask.mayBeCut) findings.fault(part, place, `no answer: ${(error as Error).message}`);
        return undefined;
      }
    },
  };
  return findings;
}

/** Our insides: stacks, paths of sources, SQL and what PostgreSQL says of it. */
const insides =
  /\bat .{1,80}:\d+:\d+\)?|node_modules|\/src\/|\.ts:\d|\b(SELECT|INSERT INTO|UPDATE) [a-z"*]|SQLSTATE|invalid byte sequence|duplicate key value|violates [a-z-]+ constraint|relation "|column "|kysely|ECONN/;

/** What is wrong with an answer, whatever was asked. */
export function faultsOf(reply: Reply): string[] {
  const { status, text } = reply;
  const faults = faultsOfHeaders(reply);
  // the database being away is the one failure that is told
  if (status >= 500 && !(status === 503 && text.includes('platform.unavailable'))) {
    faults.push(`answered ${status}: ${text.slice(0, 200)}`);
  }
  const told = status >= 400 ? insides.exec(text)?.[0] : undefined;
  if (told) faults.push(`tells of our insides: ${told}`);
  if (status === 422 && text.includes('platform.invalidInput') && !text.includes('"fields":[{"path":"')) {
    faults.push(`names no field: ${text.slice(0, 200)}`);
  }
  return faults;
}

const expected: Record<string, RegExp> = {
  'content-security-policy': /^default-src 'none'; (?!.*unsafe-).*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'x-frame-options': /^DENY$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'cache-control': /^(no-store|public, max-age=31536000, immutable)$/,
};

/** Headers that stand on every answer, and those that stand on none over plain HTTP. */
export function faultsOfHeaders({ headers }: Pick<Reply, 'headers'>): string[] {
  const faults: string[] = [];
  for (const [name, form] of Object.entries(expected)) {
    const value = headers[name];
    if (typeof value !== 'string' || !form.test(value)) faults.push(`header ${name} is ${value}`);
  }
  for (const name of ['server', 'x-powered-by', 'strict-transport-security', 'access-control-allow-origin']) {
    if (headers[name] !== undefined) faults.push(`header ${name} is ${headers[name]}`);
  }
  return faults;
}
