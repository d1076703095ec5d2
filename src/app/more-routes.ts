import type { FastifyInstance } from 'fastify';
import type { CallerReader } from '#platform/server/http/caller.ts';
import { runAct } from '#platform/server/http/run-act.ts';
import type { Platform } from '#platform/server/platform.ts';
import { servePaper } from '#platform/server/print/serve-paper.ts';
import { headersOfFile, serveFile } from '#slices/documents/server/index.ts';
import { calendarRoute } from './calendar-route.ts';

/** Routes that answer files rather than JSON. Each goes the way of every action all the same. */
export function moreRoutes(platform: Platform) {
  return (app: FastifyInstance, caller: CallerReader): void => {
    calendarRoute(app, platform);
    app.get('/api/print/:file', async (request, reply) => {
      const who = await caller.staff(request, reply, {});
      const paperId = (request.params as { file: string }).file.replace(/\.pdf$/, '');
      const copy = Number((request.query as { copy?: string }).copy ?? 1);
      const paper = await runAct(platform, who, {
        event: 'print.preview',
        action: 'print.paper',
        kind: 'administrative',
        audience: 'byScope',
        effect: 'read',
        // servePaper notes the opening with its patient
        audited: false,
        subject: `Paper/${paperId}`,
        body: (ctx) => servePaper(ctx, paperId, copy),
      });
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${paper.fileName}"`)
        .send(Buffer.from(paper.bytes));
    });
    app.get('/api/documents/files/:file', async (request, reply) => {
      const who = await caller.staff(request, reply, {});
      const { file } = request.params as { file: string };
      const served = await runAct(platform, who, {
        event: 'documents.openFile',
        action: 'documents.open',
        kind: 'administrative',
        audience: 'byScope',
        // who has opened it is kept
        effect: 'write',
        // serveFile notes the opening with its patient
        audited: false,
        subject: `File/${file}`,
        body: (ctx) => serveFile(ctx, file),
      });
      return reply.headers(headersOfFile(served.contentType)).send(served.content);
    });
  };
}
