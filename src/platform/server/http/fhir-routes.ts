import type { Resource } from '@medplum/fhirtypes';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '#platform/shared/errors.ts';
import { readAuditEvent, searchAuditEvents } from '../audit/audit-event.ts';
import type { Context } from '../context.ts';
import { parseLossless } from '../fhir/json-text.ts';
import type { Platform } from '../platform.ts';
import { patientOf } from '../record/compartment.ts';
import { searchRows } from '../record/search.ts';
import type { Stored } from '../record/store.ts';
import { words } from '../words.ts';
import type { CallerReader } from './caller.ts';
import { bundleText, capabilityStatement, typeOf } from './fhir-answers.ts';
import { fhirErrors } from './fhir-errors.ts';
import { parseSearch } from './fhir-search.ts';
import { requestKey } from './idempotency.ts';
import { textOf } from './json-body.ts';
import { type Act, runAct } from './run-act.ts';

const base = '/fhir/R4';
const fhirType = 'application/fhir+json; charset=utf-8';

interface Place {
  type: string;
  id?: string;
  version?: string;
}

/**
 * FHIR R4 over HTTP. Each interaction goes the way of every action: the same scope, keepers, transaction and audit
 * as a verb; the right that it needs is what the type's slice declares.
 */
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

    async function run<T>(
      request: FastifyRequest,
      reply: FastifyReply,
      interaction: 'read' | 'write',
      letter: string,
      body: (ctx: Context, place: Place) => Promise<T>,
    ) {
      const place = placeOf(request);
      const who = await caller.staff(request, reply, {});
      const key = request.headers['idempotency-key'];
      let patientId: string | undefined;
      const act: Act<T> = {
        event: `fhir.${interaction}`,
        action: platform.registry.rightsOf(place.type)[interaction],
        kind: 'administrative',
        audience: 'byScope',
        effect: interaction,
        audited: true,
        resource: { type: place.type, letter },
        subject: place.id ? `${place.type}/${place.id}` : place.type,
        ...(interaction === 'write' &&
          typeof key === 'string' && {
            request: requestKey(key, `fhir ${request.method} ${request.url}`, request.body),
          }),
        async body(ctx) {
          if (interaction === 'write' && place.type === trailType) refuseWrittenTrail(ctx);
          const answer = await body(ctx, place);
          const stored = answer as Partial<Stored> | undefined;
          if (stored?.text) patientId = patientOf(JSON.parse(stored.text));
          return answer;
        },
        patientOf: () => patientId,
      };
      return runAct(platform, who, act);
    }

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

    fhir.get(`${base}/:type`, async (request, reply) => {
      const rows = await run(request, reply, 'read', 's', async (ctx, { type }) => {
        const query = parseSearch(type, new URL(request.url, 'http://local').searchParams, ctx.clinic.zone);
        if (type === trailType) return searchAuditEvents(ctx, query);
        return (await searchRows(ctx, type, query)).map((row) => ({ ...row, type, deleted: false }));
      });
      return reply.type(fhirType).send(bundleText(baseUrlOf(request), 'searchset', rows));
    });
  });
}

/** Not a resource of the record but the audit trail itself, read only. */
const trailType = 'AuditEvent';

function refuseWrittenTrail(ctx: Context): never {
  const reason = words(ctx.language, 'audit_refused_write');
  return refuse('notAllowed', { action: 'audit.write', reason, whoMay: [] });
}

/** A row of the trail has one version; a resource of the record all that there were. */
async function versionsOf(ctx: Context, type: string, id: string): Promise<Stored[]> {
  if (type !== trailType) return ctx.record.history(type, id);
  const row = await readAuditEvent(ctx, id);
  return row ? [row] : [];
}

function placeOf(request: FastifyRequest): Place {
  const { type, id, version } = request.params as Record<string, string | undefined>;
  // an id that FHIR does not allow is nobody's
  if (id !== undefined && !/^[A-Za-z0-9.-]{1,64}$/.test(id)) refuse('notFound');
  return { type: typeOf(type), id, version };
}

function bodyOf(request: FastifyRequest, place: Place): Resource {
  const resource = parseLossless(String(request.body ?? '')) as unknown as Resource;
  if (resource?.resourceType !== place.type) {
    refuse('invalidInput', {}, [{ path: 'resourceType', key: 'platform_field_notValid' }]);
  }
  return resource;
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
