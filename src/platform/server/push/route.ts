import type { FastifyInstance } from 'fastify';
import { refuse } from '#platform/shared/errors.ts';
import { steadyNow } from '#platform/shared/time.ts';
import type { CallerReader } from '../http/caller.ts';
import type { Platform } from '../platform.ts';
import { heardBy } from './hearing.ts';
import type { Relay } from './relay.ts';

/** Proxies and browsers drop a line that is silent for long. */
const heartbeatMs = 20_000;
/** A screen that stopped reading is let go when this much waits for it; it reconnects and reads anew. */
const mostWaitingBytes = 1024 * 1024;
/** A browser holds one line whatever its tabs; nobody sits at this many browsers. */
const mostLinesEach = 20;

/** Left by the database itself when a session or API token ends; for the servers, and no screen's business. */
const credentialEnded = 'identity.credentialEnded';

/**
 * `GET /api/push`: server-sent events of the caller's clinic, ids only, and those only where she may read what they
 * name (`heardBy`). The browser opens one for all its tabs.
 */
export function pushRoute(
  app: FastifyInstance,
  { clock, registry }: Pick<Platform, 'clock' | 'registry'>,
  relay: Relay,
  caller: CallerReader,
): void {
  const linesOf = new Map<string, number>();
  // a HEAD of it would hold a line open that nobody reads
  app.get('/api/push', { exposeHeadRoute: false }, async (request, reply) => {
    let listener = await caller.staff(request, reply, { lockedToo: true, quiet: true });
    const { clinic, actor, credential } = listener;
    const who = `${clinic.id} ${actor.kind} ${actor.id}`;
    const lines = linesOf.get(who) ?? 0;
    if (lines >= mostLinesEach) refuse('tooMany');
    linesOf.set(who, lines + 1);
    reply.hijack();
    const { raw } = reply;
    const headers = Object.fromEntries(
      Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]),
    );
    raw.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    raw.write('event: open\ndata: {}\n\n');
    // a screen that is gone takes its line down by `close`; there is nobody to tell
    raw.on('error', () => undefined);
    const over = () => steadyNow(clock) >= credential.until;
    /** Ends the line and hears no more at once: the next event of the same batch would be written after the end. */
    const end = () => {
      stop();
      raw.end();
    };
    const stop = relay.subscribe(clinic.id, (pushed) => {
      const { event } = pushed;
      if (event === credentialEnded) {
        // a token that ended, or was given anew, holds no line any more; the browser comes back with its new one
        if (JSON.parse(pushed.payload).credentialId === credential.id) end();
        return;
      }
      if (over()) return end();
      const payload = heardBy(pushed, listener, registry.typesOf);
      if (payload === undefined) return;
      raw.write(`data: {"event":${JSON.stringify(event)},"payload":${payload}}\n\n`);
      if (raw.writableLength > mostWaitingBytes) raw.destroy();
    });
    // the session may have ended meanwhile; then the line ends too. A job description that changed counts from here
    const look = () =>
      void caller.staff(request, reply, { lockedToo: true, quiet: true }).then((now) => {
        listener = now;
        if (!raw.writableEnded) raw.write(': heartbeat\n\n');
      }, end);
    // at once too: it may have ended between the first look and the subscription
    look();
    const heartbeat = setInterval(look, heartbeatMs);
    raw.on('close', () => {
      clearInterval(heartbeat);
      stop();
      const left = (linesOf.get(who) ?? 1) - 1;
      if (left > 0) linesOf.set(who, left);
      else linesOf.delete(who);
    });
  });
}
