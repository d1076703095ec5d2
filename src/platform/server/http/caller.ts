import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import { steadyNow } from '#platform/shared/time.ts';
import type { Cookies } from '../context.ts';
import { authenticate } from '../identity/authenticate.ts';
import type { Platform } from '../platform.ts';
import type { Caller } from './run-act.ts';

export const sessionCookie = 'serambi_session';
export const deviceCookie = 'serambi_device';

/** How a route learns who calls. */
export interface CallerReader {
  /**
   * The signed-in caller. Refuses with `notSignedIn`, and with `locked` unless the route works behind the lock.
   * @param options.quiet does not count as use of the session (the push stream's heartbeat)
   */
  staff(
    request: FastifyRequest,
    reply: FastifyReply,
    options: { lockedToo?: boolean; quiet?: boolean },
  ): Promise<Caller>;
  languageOf(request: FastifyRequest): Language;
  cookiesOf(request: FastifyRequest, reply: FastifyReply): Cookies;
  /** Tokens that the request brought. */
  tokensOf(request: FastifyRequest): { sessionToken?: string; bearer?: string; deviceToken?: string };
}

/** @param secure whether cookies may travel over TLS only, also where the request came in plain HTTP */
export function callerReader(platform: Platform, secure: boolean): CallerReader {
  function tokensOf(request: FastifyRequest) {
    return {
      sessionToken: request.cookies[sessionCookie],
      deviceToken: request.cookies[deviceCookie],
      bearer: /^Bearer ([\x21-\x7e]{8,200})$/.exec(request.headers.authorization ?? '')?.[1],
    };
  }
  function cookiesOf(request: FastifyRequest, reply: FastifyReply): Cookies {
    const overTls = secure || request.protocol === 'https';
    const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: overTls } as const;
    return {
      set: (name, value, { maxAgeSeconds }) =>
        void reply.setCookie(name, value, { ...options, maxAge: maxAgeSeconds }),
      clear: (name) => void reply.clearCookie(name, options),
    };
  }
  const known = new WeakMap<FastifyRequest, Language>();
  function languageOf(request: FastifyRequest): Language {
    // whoever is signed in is answered in her own language, unless the page is switched to the other
    const own = known.get(request);
    if (own && !request.headers['x-serambi-language']) return own;
    // `x-serambi-language` is the page's own switch before anybody is signed in
    const given = request.headers['x-serambi-language'] ?? request.headers['accept-language'] ?? '';
    return /^(id|in)\b/i.test(String(given)) ? 'id' : 'en';
  }
  return {
    tokensOf,
    cookiesOf,
    languageOf,
    async staff(request, reply, { lockedToo, quiet }) {
      const who = await authenticate(platform.database, {
        ...tokensOf(request),
        now: steadyNow(platform.clock),
        touch: !quiet,
      });
      if (!who) return refuse('notSignedIn');
      known.set(request, who.actor.language);
      if (who.session?.locked && !lockedToo) return refuse('locked');
      const asked = request.headers['x-serambi-language'];
      return {
        actor: who.actor,
        clinic: who.clinic,
        held: who.held,
        language: asked ? languageOf(request) : who.actor.language,
        cookies: cookiesOf(request, reply),
        clientAddress: request.ip,
      };
    },
  };
}
