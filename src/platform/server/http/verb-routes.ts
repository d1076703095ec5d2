import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.ts';
import type { CallerReader } from './caller.ts';
import { openVerbRoute } from './open-verb-route.ts';
import { runVerb } from './run-verb.ts';

/** `POST /api/<slice>/<verb>` for every verb of the registry. Their contract is all there is to know about them. */
export function verbRoutes(app: FastifyInstance, platform: Platform, caller: CallerReader): void {
  for (const verb of platform.registry.verbs) {
    if (verb.runOpen) {
      openVerbRoute(app, platform, caller, verb);
      continue;
    }
    app.post(
      `/api/${verb.slice}/${verb.name}`,
      {
        config: { action: verb.contract.action },
        ...(verb.contract.largestBody && { bodyLimit: verb.contract.largestBody }),
      },
      async (request, reply) => {
        const who = await caller.staff(request, reply, {
          lockedToo: verb.contract.behindLock ?? false,
          lately: true,
        });
        const { 'idempotency-key': key, 'x-serambi-draft': draft } = request.headers;
        const answer = await runVerb(platform, who, verb, request.body, {
          ...(typeof key === 'string' && { key }),
          ...(typeof draft === 'string' && { draft }),
        });
        return reply.type('application/json').send(JSON.stringify(answer ?? {}));
      },
    );
  }
}
