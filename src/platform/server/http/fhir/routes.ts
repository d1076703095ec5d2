import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '#platform/shared/errors.ts';
import { readAuditEvent } from '#platform/server/audit/audit-event.ts';
import type { Context } from '#platform/server/context.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { Stored } from '#platform/server/record/store.ts';
import type { CallerReader } from '../caller.ts';
import { textOf } from '../json-body.ts';
import { bundleText, capabilityStatement } from './answers.ts';
import { fhirErrors } from './errors.ts';
import { bodyOf, interactionRunner, trailType } from './interaction.ts';
import { searchRoutes } from './search-routes.ts';

const base = '/fhir/R4';
const fhirType = 'application/fhir+json; charset=utf-8';

/** FHIR R4 over HTTP. */
export function fhirRoutes(
  app: FastifyInstance,
  platform: Platform,
  caller: CallerReader,
  publicUrl?: string,
): void {
  /** Our address as the outside knows it, or else as this caller reached it; the guard has held Host to be ours. */
  const baseUrlOf = ({ protocol, host }: FastifyRequest) => `${publicUrl ?? `${protocol}://${host}`}${base}`;
  app.register(async (fhir) => {
    fhirErrors(fhir, caller, platform.disk);
    fhir.removeAllContentTypeParsers();
    fhir.addContentTypeParser(
      ['application/fhir+json', 'application/json'],
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, body: Buffer) => textOf(body),
    );

    const run = interactionRunner(platform, caller);

    fhir.get(`${base}/metadata`, async (_request, reply) =>
      reply.type(fhirType).send(capabilityStatement(platform)),
    );

    fhir.post(`${base}/:type`, async (request, reply) => {
      const stored = await run(request, reply, 'write', 'c', async (ctx, place) => {
        const resource = bodyOf(request, place);
        delete resource.id;
        return ctx.record.put({ ...resource, id: ctx.newId() }, { ifVersion: 0 });
      });
      return sendStored(
        reply
          .status(201)
          .header('location', `${base}/${stored.type}/${stored.id}/_history/${stored.version}`),
        stored,
      );
    });

    fhir.put(`${base}/:type/:id`, async (request, reply) => {
      const stored = await run(request, reply, 'write', 'u', async (ctx, place) => {
        const resource = bodyOf(request, place);
        if (resource.id !== place.id)
          refuse('invalidInput', {}, [{ path: 'id', key: 'platform_field_notValid' }]);
        return ctx.record.put(resource, { ifVersion: ifMatch(request) });
      });
      return sendStored(reply.status(stored.version === 1 ? 201 : 200), stored);
    });

    fhir.get(`${base}/:type/:id`, async (request, reply) => {
      const stored = await run(request, reply, 'read', 'r', async (ctx, { type, id = '' }) =>
        present(await (type === trailType ? readAuditEvent(ctx, id) : ctx.record.stored(type, id))),
      );
      if (request.headers['if-none-match'] === etag(stored)) return reply.status(304).send();
      return sendStored(reply, stored);
    });

    fhir.get(`${base}/:type/:id/_history`, async (request, reply) => {
      const versions = await run(request, reply, 'read', 'r', async (ctx, { type, id = '' }) => {
        const all = await versionsOf(ctx, type, id);
        return all.length > 0 ? all : refuse('notFound');
      });
      return reply.type(fhirType).send(bundleText(baseUrlOf(request), 'history', versions));
    });

    fhir.get(`${base}/:type/:id/_history/:version`, async (request, reply) => {
      const stored = await run(request, reply, 'read', 'r', async (ctx, { type, id = '', version }) => {
        const all = await versionsOf(ctx, type, id);
        return present(all.find((one) => String(one.version) === version));
      });
      return sendStored(reply, stored);
    });

    searchRoutes(fhir, platform, caller, run, baseUrlOf);
  });
}

/** A row of the trail has one version; a resource of the record all that there were. */
async function versionsOf(ctx: Context, type: string, id: string): Promise<Stored[]> {
  if (type !== trailType) return ctx.record.history(type, id);
  const row = await readAuditEvent(ctx, id);
  return row ? [row] : [];
}

/** A version that is there and not deleted. */
function present(stored: Stored | undefined): Stored {
  if (!stored) return refuse('notFound');
  if (stored.deleted) return refuse('gone');
  return stored;
}

function ifMatch(request: FastifyRequest): number | undefined {
  const given = request.headers['if-match'];
  if (given === undefined) return undefined;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(given)?.[1];
  return version ? Number(version) : refuse('versionChanged');
}

function etag(stored: Stored): string {
  return `W/"${stored.version}"`;
}

function sendStored(reply: FastifyReply, stored: Stored): FastifyReply {
  return reply
    .header('etag', etag(stored))
    .header('last-modified', new Date(stored.updatedAt).toUTCString())
    .type(fhirType)
    .send(stored.text);
}
