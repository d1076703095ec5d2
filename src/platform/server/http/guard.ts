import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '#platform/shared/errors.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** Nonce of this answer's content security policy. */
    cspNonce: string;
  }
}

/**
 * What holds for every answer: headers, and the refusal of requests that another site made a browser send. A write
 * needs a JSON content type (which no form of another site can send without asking) and, from a browser, our Origin.
 */
export function guard(app: FastifyInstance, options: { secure: boolean; publicUrl?: string }): void {
  app.decorateReply('cspNonce', '');
  app.addHook('onRequest', async (request, reply) => {
    reply.cspNonce = request.id;
    reply.headers({
      'content-security-policy': policy(request.id),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
      'cache-control': 'no-store',
    });
    if (options.secure) reply.header('strict-transport-security', 'max-age=31536000');
    if (request.method !== 'GET' && request.method !== 'HEAD') refuseForeign(request, options.publicUrl);
  });
  // of the parsers that come with the server, text is one that a form of another site could use
  app.removeContentTypeParser('text/plain');
}

/** Styles of the component library carry the page's nonce; nothing else inline runs. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function refuseForeign(request: FastifyRequest, publicUrl: string | undefined): void {
  const { origin, host } = request.headers;
  // programs send no Origin and hold no cookie; browsers always send it with a write
  if (origin !== undefined && origin !== (publicUrl ?? `${request.protocol}://${host}`)) refuse('crossSite');
  if (origin === undefined && request.headers['sec-fetch-site'] === 'cross-site') refuse('crossSite');
}
