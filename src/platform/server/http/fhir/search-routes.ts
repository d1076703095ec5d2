import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { searchAuditEvents } from '#platform/server/audit/audit-event.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { CallerReader } from '../caller.ts';
import { textOf } from '../json-body.ts';
import { type RunInteraction, trailType } from './interaction.ts';
import { parseSearch } from './parse-search.ts';
import { parseWishes } from './parse-wishes.ts';
import { type Page, runSearch } from './run-search.ts';
import { searchsetText } from './search-bundle.ts';
import { cursorsOf } from './search-cursor.ts';
import { linksOf } from './search-links.ts';
import { asTrail } from './search-trail.ts';
import { refusePart } from './search-words.ts';

const base = '/fhir/R4';

/** `GET /<type>` and `POST /<type>/_search`. */
export function searchRoutes(
  fhir: FastifyInstance,
  platform: Platform,
  caller: CallerReader,
  run: RunInteraction,
  baseUrlOf: (request: FastifyRequest) => string,
): void {
  fhir.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => textOf(body),
  );

  async function answer(request: FastifyRequest, reply: FastifyReply, given: URLSearchParams) {
    const baseUrl = baseUrlOf(request);
    const ignored = isLenient(request) ? [] : undefined;
    const { page, place, next } = await run(request, reply, 'read', 's', async (ctx, { type }) => {
      const cursors = cursorsOf(platform, ctx.clinic.id, type);
      const setting = {
        baseUrl,
        placeOf: cursors.placeOf,
        nowMs: Date.parse(ctx.now),
        ...(ignored && { ignored }),
      };
      const query = parseSearch(type, given, ctx.clinic.zone, setting);
      const wishes = parseWishes(type, given, ignored);
      const place = `${baseUrl}/${type}`;
      if (type === trailType)
        return {
          place,
          next: undefined,
          page: pageOfTrail(await searchAuditEvents(ctx, asTrail(query, wishes))),
        };
      const page = await runSearch(platform, ctx, type, query, wishes);
      return { place, page, next: page.next && cursors.textOf(page.next), patientId: page.patientId };
    });
    const left = { ...page.left, parameters: [...new Set(ignored)] };
    const links = linksOf(place, given, left.parameters, next);
    return reply
      .type('application/fhir+json; charset=utf-8')
      .send(searchsetText(baseUrl, { ...page, left }, links, caller.languageOf(request)));
  }

  fhir.get(`${base}/:type`, (request, reply) => answer(request, reply, queryOf(request)));

  fhir.post(`${base}/:type/_search`, (request, reply) => {
    if (typeof request.body === 'string' && request.headers['content-type']?.includes('json'))
      refusePart('?');
    const given = queryOf(request);
    for (const [name, value] of new URLSearchParams(String(request.body ?? ''))) given.append(name, value);
    return answer(request, reply, given);
  });
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://local').searchParams;
}

/** Strict unless the client says otherwise: an answer without one of its conditions would show too much as a match. */
function isLenient({ headers }: FastifyRequest): boolean {
  return /(^|[;,\s])handling=lenient($|[;,\s])/.test(String(headers.prefer ?? ''));
}

function pageOfTrail(rows: readonly { type: string; id: string; text: string }[]): Page {
  const left = { parameters: [], types: [] };
  return {
    matches: rows,
    included: [],
    total: rows.length,
    subset: undefined,
    left,
    next: undefined,
    patientId: undefined,
  };
}
