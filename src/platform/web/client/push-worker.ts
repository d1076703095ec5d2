import { type LineNews, type LineState, type PushLine, openPushLine } from './push-line.ts';

/** One line to the server for all tabs of the browser: six tabs would otherwise use up its connections. */
const ports = new Set<MessagePort>();
let line: PushLine | undefined;
let state: LineState = 'connecting';

function tell(news: LineNews): void {
  if (news.kind === 'state') state = news.state;
  for (const port of ports) port.postMessage(news);
}

(globalThis as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  ports.add(port);
  port.onmessage = ({ data }: MessageEvent<'restart' | 'leave'>) => {
    if (data === 'leave') ports.delete(port);
    else line?.restart();
  };
  line ??= openPushLine({ url: '/api/push', tell });
  port.postMessage({ kind: 'state', state } satisfies LineNews);
};
