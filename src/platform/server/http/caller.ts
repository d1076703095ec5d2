import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import { instantOf, steadyNow } from '#platform/shared/time.ts';
import type { Cookies } from '../context.ts';
import { isRemote } from '../identity/addresses.ts';
import { agentWords } from '../identity/agent.ts';
import { type Authenticated, authenticate } from '../identity/authenticate.ts';
import type { Site } from '../identity/open-verb.ts';
import { openLately } from '../identity/lately.ts';
import { deviceCookie, hashSecret, sessionCookie } from '../identity/secrets.ts';
import type { Platform } from '../platform.ts';
import type { TrustProxy } from './proxy.ts';
import type { Caller } from './run-act.ts';

/** A caller with what she was let in by, for a route that outlasts its answer. */
export type StaffCaller = Caller & Pick<Authenticated, 'credential'>;

/** How a route learns who calls. */
export interface CallerReader {
  /**
   * The signed-in caller, as she was found within the last seconds where `lately` is given; only for what goes the way
   * of every action, which finds out whether that is still right.
   * Refuses with `notSignedIn`, and with `locked` unless the route works behind the lock.
   * A page says by `x-serambi-quiet` that it reads by itself, nobody having touched anything; that, and a HEAD, never
   * counts as use of the session. Nothing that a request brings along can make more of it than one use, now.
   * @param options.quiet never counts as use (the push stream)
   */
  staff(
    request: FastifyRequest,
    reply: FastifyReply,
    options: { lockedToo?: boolean; quiet?: boolean; lately?: boolean },
  ): Promise<StaffCaller>;
  languageOf(request: FastifyRequest): Language;
  cookiesOf(request: FastifyRequest, reply: FastifyReply): Cookies;
  /** Tokens that the request brought. */
  tokensOf(request: FastifyRequest): { sessionToken?: string; bearer?: string; deviceToken?: string };
  /** Where it came from. */
  placeOf(request: FastifyRequest): Place;
}

interface Place {
  clientAddress: string;
  remote: boolean;
  /** Whether the request counts as use of the session. */
  touch: boolean;
  agent?: string;
  site?: Site;
}

/** @param options.secure whether cookies may travel over TLS only, also where the request came in plain HTTP */
export function callerReader(
  platform: Platform,
  options: { secure: boolean; publicUrl?: string | undefined; trustProxy?: TrustProxy | undefined },
): CallerReader {
  const lately = openLately();
  const overTls = (request: FastifyRequest) => options.secure || request.protocol === 'https';
  // the prefix makes browsers refuse a cookie that a neighbour's name or plain HTTP tries to plant
  const prefixOf = (request: FastifyRequest) => (overTls(request) ? '__Host-' : '');
  function placeOf(request: FastifyRequest): Place {
    const agent = agentWords(request.headers['user-agent']);
    const site = siteOf(request, options.publicUrl);
    // a proxy that nobody told us of hides where its callers are: they count as being outside
    const hidden = !options.trustProxy && request.headers['x-forwarded-for'] !== undefined;
    return {
      clientAddress: request.ip,
      remote: hidden || isRemote(request.ip),
      touch: isUse(request),
      ...(agent && { agent }),
      ...(site && { site }),
    };
  }
  function tokensOf(request: FastifyRequest) {
    const prefix = prefixOf(request);
    return {
      sessionToken: request.cookies[prefix + sessionCookie],
      deviceToken: request.cookies[prefix + deviceCookie],
      bearer: /^Bearer ([\x21-\x7e]{8,200})$/.exec(request.headers.authorization ?? '')?.[1],
    };
  }
  function cookiesOf(request: FastifyRequest, reply: FastifyReply): Cookies {
    const prefix = prefixOf(request);
    const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure: overTls(request) } as const;
    return {
      set: (name, value, { maxAgeSeconds }) =>
        void reply.setCookie(prefix + name, value, { ...attributes, maxAge: maxAgeSeconds }),
      clear: (name) => void reply.clearCookie(prefix + name, attributes),
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
    placeOf,
    async staff(request, reply, { lockedToo, quiet, lately: latelyToo }) {
      const tokens = tokensOf(request);
      const touch = !quiet && isUse(request);
      const key = keyOf(tokens);
      const nowMs = Date.parse(steadyNow(platform.clock));
      const seen =
        latelyToo && key !== undefined
          ? (lately.find(key, touch, nowMs) ?? (await lately.join(key, touch)))
          : undefined;
      const who = seen ?? (await lookUp());
      known.set(request, who.actor.language);
      if (who.session?.locked && !lockedToo) return refuse('locked');
      const asked = request.headers['x-serambi-language'];
      return {
        actor: who.actor,
        clinic: who.clinic,
        held: who.held,
        terms: who.terms,
        laws: who.laws,
        standing: who.standing,
        protocols: who.protocols,
        credential: who.credential,
        language: asked ? languageOf(request) : who.actor.language,
        cookies: cookiesOf(request, reply),
        clientAddress: request.ip,
        ...(seen && {
          seen: { epoch: seen.epoch, again: () => this.staff(request, reply, { lockedToo, quiet }) },
        }),
      };

      async function lookUp(): Promise<Authenticated> {
        const looking = authenticate(platform.database, { ...tokens, now: instantOf(nowMs), touch });
        if (key !== undefined) lately.begin(key, touch, looking);
        const found = await looking;
        if (!found) return refuse('notSignedIn');
        if (key !== undefined) lately.keep(key, found, touch, nowMs);
        return found;
      }
    },
  };
}

/** What a caller is kept under; the secret itself is not kept. */
function keyOf({ bearer, sessionToken }: { bearer?: string; sessionToken?: string }): string | undefined {
  const secret = bearer ?? sessionToken;
  return (
    secret && `${bearer === undefined ? 'cookie' : 'bearer'} ${hashSecret(secret).toString('base64url')}`
  );
}

/** Whether a person did something: not what a page reads by itself, and not a HEAD. */
function isUse({ method, headers }: FastifyRequest): boolean {
  return method !== 'HEAD' && headers['x-serambi-quiet'] === undefined;
}

/**
 * The site for which browsers keep passkeys here: a domain under https, or `localhost`. The name that a request brings
 * along is believed, because the guard has held it to be ours; behind a proxy it is the outside's and no other.
 */
function siteOf(request: FastifyRequest, publicUrl: string | undefined): Site | undefined {
  const here = `${request.protocol}://${request.headers.host}`;
  const origin = publicUrl && !(request.socket instanceof TLSSocket) ? publicUrl : here;
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (!url || isIP(url.hostname.replace(/[[\]]/g, '')) !== 0) return undefined;
  const allowed = url.hostname === 'localhost' || url.protocol === 'https:';
  return allowed ? { id: url.hostname, origin: url.origin } : undefined;
}
