import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RouteOptions,
} from 'fastify';
import { refuse } from '#platform/shared/errors.ts';
import { plainAddress } from '../network/machine.ts';
import type { Platform } from '../platform.ts';
import type { Relay } from '../push/relay.ts';
import { pushRoute } from '../push/route.ts';
import { type CallerReader, callerReader } from './caller.ts';
import { fhirRoutes } from './fhir/routes.ts';
import { type GuardOptions, guard } from './guard.ts';
import { healthRoutes } from './health.ts';
import { readJson } from './json-body.ts';
import { answerUnparsed, contentPolicy, listener } from './listener.ts';
import { openApiRoute } from './openapi.ts';
import { problemOf } from './problem.ts';
import { cameByTls, keepTrusted } from './proxy.ts';
import { verbRoutes } from './verb-routes.ts';

export interface AppOptions extends GuardOptions {
  /** Built web app; without it only the API answers. */
  webFolder?: string;
  /** Where the bare address leads instead of the workbench; undefined: nowhere else. */
  firstPage?: () => Promise<string | undefined>;
  /** Whether all that is outside speaks TLS: cookies are then Secure however a request came. */
  secure: boolean;
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
    serverFactory: listener(cameByTls(options.trustProxy)),
    clientErrorHandler: answerUnparsed,
    forceCloseConnections: true,
    genReqId: () => randomText(platform, 9),
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
    routerOptions: { maxParamLength: 200 },
  });
  if (options.onRoute) app.addHook('onRoute', options.onRoute);
  await app.register(fastifyCookie);
  app.addHook('onRequest', async (request) => {
    keepTrusted(request.raw, options.trustProxy);
    // asked once, while there is a socket that knows, and in one spelling whatever the socket's: this is what is counted and read
    Object.defineProperty(request, 'ip', { value: plainAddress(request.ip ?? '') });
  });
  guard(app, options);
  readJson(app);
  const caller = callerReader(platform, options);
  function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const problem = problemOf(error, caller.languageOf(request), request.id, platform.disk);
    if (problem.status >= 500)
      request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    return reply.status(problem.status).type('application/problem+json').send(problem);
  }
  app.setErrorHandler(answerError);
  healthRoutes(app, platform);
  openApiRoute(app, platform);
  verbRoutes(app, platform, caller);
  fhirRoutes(app, platform, caller, options.publicUrl);
  pushRoute(app, platform, relay, caller);
  options.more?.(app, caller);
  const page = options.webFolder ? await serveFiles(app, options.webFolder) : undefined;
  app.setNotFoundHandler(async (request, reply) => {
    if (!page || !isPage(request)) return refuse('notFound');
    const first = request.url === '/' ? await options.firstPage?.() : undefined;
    if (first) return reply.redirect(first);
    const nonce = randomText(platform, 18);
    return reply
      .header('content-security-policy', contentPolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__CSP_NONCE__', nonce));
  });
  return app;
}

function randomText(platform: Platform, bytes: number): string {
  return Buffer.from(platform.random(bytes)).toString('base64url');
}

/** Every address that is nobody else's is one of the workbench's own. */
function isPage({ method, url }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && !/^\/(api|fhir|assets|metrics|healthz)([/?]|$)/.test(url);
}

/**
 * The files of the built workbench; those that carry a hash of their content are kept for ever.
 * @returns its page, which goes out anew each time with a fresh nonce for its styles
 */
async function serveFiles(app: FastifyInstance, folder: string): Promise<string | undefined> {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return undefined;
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    globIgnore: ['index.html'],
    cacheControl: false,
    setHeaders: (reply, file) => {
      if (file.includes(`${sep}assets${sep}`))
        reply.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  return readFileSync(index, 'utf8');
}
