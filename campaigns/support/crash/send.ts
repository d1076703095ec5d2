import http from 'node:http';

/** What came back, or that nobody knows: the line was cut, nothing listens, or the server said 503. */
export type Reply =
  | { kind: 'answered'; status: number; body: string }
  | { kind: 'unknown'; why: string; hung: boolean; body?: string };

/** A request that waits longer than this hangs; the server's own limit is a minute. */
const hangsAfterMs = 30_000;

/** Sends JSON on kept-alive connections of its own, and never throws. */
export function sender() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  return {
    send(url: string, route: string, headers: Record<string, string>, body: string): Promise<Reply> {
      return new Promise((resolve) => {
        let hung = false;
        const unknown = (why: string, body?: string) =>
          resolve({ kind: 'unknown', why, hung, ...(body !== undefined && { body }) });
        const request = http.request(
          url + route,
          { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
          (response) => {
            const parts: Buffer[] = [];
            response.on('data', (part: Buffer) => parts.push(part));
            response.on('error', (error) => unknown(error.message));
            response.on('close', () => {
              const status = response.statusCode ?? 0;
              const body = Buffer.concat(parts).toString('utf8');
              if (!response.complete) unknown('cut in the middle of the answer');
              else if (status === 503) unknown('503', body);
              else resolve({ kind: 'answered', status, body });
            });
          },
        );
        request.setTimeout(hangsAfterMs, () => {
          hung = true;
          request.destroy(new Error('hung'));
        });
        request.on('error', (error) => unknown(error.message));
        request.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}
