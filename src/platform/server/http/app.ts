import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RouteOptions,
} from 'fastify';
import type { Platform } from '../platform.ts';
import type { Relay } from '../push/relay.ts';
import { pushRoute } from '../push/route.ts';
import { type CallerReader, callerReader } from './caller.ts';
import { fhirRoutes } from './fhir-routes.ts';
import { guard } from './guard.ts';
import { healthRoutes } from './health.ts';
import { openApiRoute } from './openapi.ts';
import { problemOf } from './problem.ts';
import { verbRoutes } from './verb-routes.ts';

export interface AppOptions {
  /** Built web app; without it only the API answers. */
  webFolder?: string;
  /** Where the bare address leads instead of the workbench; undefined: nowhere else. */
  firstPage?: () => Promise<string | undefined>;
  /** Whether the outside speaks TLS (here or at a trusted proxy): cookies are then Secure. */
  secure: boolean;
  /** Address that browsers use, where a proxy stands before us; their Origin must equal it. */
  publicUrl?: string;
  trustProxy?: boolean;
  /** Routes of the platform that are no verbs (papers as PDF …). */
  more?: (app: FastifyInstance, caller: CallerReader) => void;
  /** Hears of every route as it is registered, for whoever must know them all. */
  onRoute?: (route: RouteOptions) => void;
}

/** Largest request body, in bytes: a FHIR transaction of one patient fits, a flood does not. */
const bodyLimit = 8 * 1024 * 1024;

/** The HTTP side of one process: every verb, FHIR, the push stream, health, and the workbench itself. */
export async function openApp(
  platform: Platform,
  relay: Relay,
  options: AppOptions,
): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: platform.log as FastifyBaseLogger,
    // paths carry ids; what is worth knowing of a request is in the metrics and the audit trail
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    trustProxy: options.trustProxy ?? false,
    requestTimeout: 60_000,
    forceCloseConnections: true,
    genReqId: () => Buffer.from(platform.random(9)).toString('base64url'),
    routerOptions: { maxParamLength: 200 },
  });
  if (options.onRoute) app.addHook('onRoute', options.onRoute);
  await app.register(fastifyCookie);
  guard(app, options);
  const caller = callerReader(platform, options.secure);
  app.setErrorHandler((error, request, reply) => {
    const language = caller.languageOf(request);
    const problem = problemOf(error, language, request.id);
    if (problem.status >= 500)
      request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    return reply.status(problem.status).type('application/problem+json').send(problem);
  });
  healthRoutes(app, platform);
  openApiRoute(app, platform);
  verbRoutes(app, platform, caller);
  fhirRoutes(app, platform, caller);
  pushRoute(app, relay, caller);
  options.more?.(app, caller);
  if (options.webFolder) await serveWeb(app, options.webFolder, options.firstPage);
  return app;
}

/** The workbench: hashed files for ever, the page itself anew each time with a fresh nonce for its styles. */
async function serveWeb(
  app: FastifyInstance,
  folder: string,
  firstPage: AppOptions['firstPage'],
): Promise<void> {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  const page = readFileSync(index, 'utf8');
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    cacheControl: false,
    // names under assets/ carry a hash of their content
    setHeaders: (reply, file) => {
      const forEver = file.includes(`${sep}assets${sep}`);
      reply.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler(async (request, reply) => {
    const first = request.url === '/' ? await firstPage?.() : undefined;
    if (first) return reply.redirect(first);
    const ownRoute =
      request.method === 'GET' && !/^\/(api|fhir|assets|metrics|healthz)(\/|$)/.test(request.url);
    if (!ownRoute) {
      return reply.status(404).type('application/problem+json').send({
        type: '/problems/platform.notFound',
        status: 404,
        code: 'platform.notFound',
        title: 'notFound',
        detail: 'Not found',
      });
    }
    return reply.type('text/html; charset=utf-8').send(page.replaceAll('__CSP_NONCE__', reply.cspNonce));
  });
}
