import type { FastifyInstance } from 'fastify';
import { asSystem } from '#platform/server/http/as-system.ts';
import type { Platform } from '#platform/server/platform.ts';
import { instantOf } from '#platform/shared/time.ts';
import { feedPath, readFeed } from '#slices/reminders/server/index.ts';

/** A provider's calendar as a telephone reads it: it can show nothing but its address, so that is the secret. */
export function calendarRoute(app: FastifyInstance, platform: Platform): void {
  app.get(`${feedPath}/:file`, async (request, reply) => {
    const secret = (request.params as { file: string }).file.replace(/\.ics$/, '');
    const ctx = {
      database: platform.database,
      now: instantOf(platform.clock.now()),
      clientAddress: request.ip,
      asSystem: asSystem(platform, 'calendar'),
    };
    const text = await readFeed(ctx, secret);
    return reply
      .type('text/calendar; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', 'inline; filename="calendar.ics"')
      .send(text);
  });
}
