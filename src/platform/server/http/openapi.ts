import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Platform } from '../platform.ts';
import type { RegisteredVerb } from './registry.ts';

/** `GET /api/openapi.json`: OpenAPI 3.1 of every verb, made from the contracts themselves, once at the first call. */
export function openApiRoute(app: FastifyInstance, platform: Platform): void {
  let document: string | undefined;
  app.get('/api/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(describe(platform.registry.verbs));
    return reply.type('application/json').send(document);
  });
}

/** The document of a list of verbs. */
export function describe(verbs: readonly RegisteredVerb[]): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Serambi',
      version: '0.1.0',
      description: 'One POST for each verb of the clinic workbench.',
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problem },
    },
    paths: Object.fromEntries(
      verbs.map((verb) => [`/api/${verb.slice}/${verb.name}`, { post: operation(verb) }]),
    ),
  };
}

function operation({ slice, name, contract }: RegisteredVerb): Record<string, unknown> {
  const statuses = new Set([401, 403, 422, ...Object.values(contract.errors ?? {}).map((one) => one.status)]);
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    schema: { type: 'string', minLength: 8, maxLength: 128 },
    description: 'A retry with the same key is done once and gets the same answer.',
  };
  return {
    operationId: `${slice}.${name}`,
    tags: [slice],
    summary: `Needs ${contract.action}`,
    security: contract.audience === 'anyone' ? [] : [{ bearer: [] }],
    ...(contract.effect === 'write' && !contract.secretAnswer && { parameters: [key] }),
    requestBody: { content: { 'application/json': { schema: schemaOf(contract.input, 'input') } } },
    responses: {
      200: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(contract.output, 'output') } },
      },
      ...Object.fromEntries(
        [...statuses].sort().map((status) => [
          status,
          {
            description: refusals(slice, contract.errors, status),
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  };
}

/** What cannot be said in JSON Schema (a transformation) is left open rather than said wrongly. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return rest;
}

function refusals(slice: string, errors: RegisteredVerb['contract']['errors'], status: number): string {
  const codes = Object.entries(errors ?? {}).filter(([, one]) => one.status === status);
  return codes.length > 0 ? codes.map(([code]) => `${slice}.${code}`).join(', ') : 'Refused';
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: '<slice>.<code>' },
    detail: { type: 'string', description: 'In the language of the caller' },
    fields: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, words: { type: 'string' } } },
    },
    details: { type: 'object' },
    instance: { type: 'string' },
  },
};
