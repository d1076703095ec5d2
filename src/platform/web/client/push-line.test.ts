import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type LineNews, type PushLine, openPushLine } from './push-line.ts';

/** A line to a true HTTP server that the test can cut, refuse and restore. */
async function lineTo(behave: { status: number }) {
  const open = new Set<ServerResponse>();
  const server = createServer((_, response) => {
    response.writeHead(behave.status, { 'content-type': 'text/event-stream' });
    if (behave.status !== 200) return void response.end();
    open.add(response);
    response.write('event: open\ndata: {}\n\n');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const news: LineNews[] = [];
  const watchers = new Set<() => void>();
  const tell = (one: LineNews) => {
    news.push(one);
    for (const watcher of watchers) watcher();
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/push`;
  const line = openPushLine({ url, tell, waits: [1] });
  running.push({ server, line });
  const until = (wanted: (news: LineNews[]) => boolean) =>
    new Promise<void>((done) => {
      const look = () => {
        if (!wanted(news)) return;
        watchers.delete(look);
        done();
      };
      watchers.add(look);
      look();
    });
  const say = (event: string) => {
    for (const response of open) response.write(`data: {"event":"${event}","payload":{}}\n\n`);
  };
  const cut = () => {
    for (const response of open) response.destroy();
    open.clear();
  };
  return { line, news, until, say, cut, behave };
}

const running: { server: Server; line: PushLine }[] = [];
afterEach(() => {
  for (const { server, line } of running.splice(0)) {
    line.stop();
    server.closeAllConnections();
    server.close();
  }
});

const states = (news: LineNews[]) => news.flatMap((one) => (one.kind === 'state' ? [one.state] : []));
const events = (news: LineNews[]) =>
  news.flatMap((one) => (one.kind === 'events' ? one.events.map((e) => e.event) : []));

it('A cut line says so, comes back by itself and hears again', async () => {
  const { news, until, say, cut } = await lineTo({ status: 200 });
  await until((all) => states(all).includes('live'));
  say('frontDesk.visitMoved');
  await until((all) => events(all).length === 1);
  cut();
  await until((all) => states(all).join(' ') === 'connecting live cut live');
  say('vitals.recorded');
  await until((all) => events(all).length === 2);
  expect(events(news)).toEqual(['frontDesk.visitMoved', 'vitals.recorded']);
});

it('Without a session it rests until somebody signs in', async () => {
  const { line, news, until, behave } = await lineTo({ status: 401 });
  await until((all) => states(all).at(-1) === 'refused');
  behave.status = 200;
  line.restart();
  await until((all) => states(all).at(-1) === 'live');
  expect(states(news)).toEqual(['connecting', 'refused', 'connecting', 'live']);
});

it('A server that is starting is asked again', async () => {
  const { until, behave } = await lineTo({ status: 503 });
  await until((all) => states(all).includes('cut'));
  behave.status = 200;
  await until((all) => states(all).at(-1) === 'live');
});
