import { bearer } from './http.ts';

/** A push line of a screen. */
export interface Hearing {
  /** Waits for an event whose name fits. @throws Error when none came in time */
  until(fits: (event: string) => boolean, withinMs: number): Promise<void>;
  close(): void;
}

/** Opens `GET /api/push` as a program does, and returns when the server has said that the line is open. */
export async function hearEvents(url: string, token: string): Promise<Hearing> {
  const ending = new AbortController();
  const answer = await fetch(`${url}/api/push`, { headers: bearer(token), signal: ending.signal });
  if (!answer.ok || !answer.body) throw new Error(`the push line answered ${answer.status}`);
  const heard: string[] = [];
  let open = false;
  let wake: () => void = () => undefined;
  const read = async (body: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const bytes of body) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line === 'event: open') open = true;
        const event = /^data: \{"event":"([^"]+)"/.exec(line)?.[1];
        if (event) heard.push(event);
      }
      wake();
    }
  };
  read(answer.body).catch(() => undefined);
  const wait = async (holds: () => boolean, withinMs: number) => {
    const deadline = Date.now() + withinMs;
    while (!holds()) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`heard only ${heard.join(', ') || 'nothing'}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  await wait(() => open, 10_000);
  return {
    until: (fits, withinMs) => wait(() => heard.some(fits), withinMs),
    close: () => ending.abort(),
  };
}
