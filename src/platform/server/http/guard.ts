import { TLSSocket } from 'node:tls';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal, refuse } from '#platform/shared/errors.ts';
import type { TrustProxy } from './proxy.ts';

export interface GuardOptions {
  /** Address that browsers use, where a proxy stands before us; their Origin must be its. */
  publicUrl?: string | undefined;
  /** Further names and addresses, without port, by which this server may be called. */
  hosts?: readonly string[];
  /** The same for names that may change while we run: those of the certificate. */
  isOwnHost?: ((name: string) => boolean) | undefined;
  /** Nothing is answered that came in plain HTTP, for others than this machine could read it on its way. */
  tlsOnly?: boolean | undefined;
  trustProxy?: TrustProxy | undefined;
}

/**
 * Refuses requests that another site made a browser send: those to a name that is not ours (a site whose name was
 * bent to this machine), writes from another Origin, and writes in a content type that a form can send unasked.
 */
export function guard(app: FastifyInstance, options: GuardOptions): void {
  const names = namesOfOurs(options);
  // as a browser writes it, without the port that goes without saying
  const outside = options.publicUrl && new URL(options.publicUrl).origin;
  app.addHook('onRequest', async (request) => {
    if (!isOurName(request, names, options)) refuse('wrongPlace');
    if (cameInClear(request, options) && !forWatchers.includes(request.url)) refuse('wrongPlace');
    if (request.method === 'GET' || request.method === 'HEAD') return;
    refuseForeign(request, outside);
    if (['POST', 'PUT', 'PATCH'].includes(request.method)) refuseOtherContent(request);
  });
}

/** What watchers ask; both tell nothing of a patient. */
const forWatchers = ['/healthz', '/metrics'];
const loopback = ['localhost', '127.0.0.1', '[::1]'];

function namesOfOurs({ publicUrl, hosts = [] }: GuardOptions): ReadonlySet<string> {
  const own = hosts.map((host) => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host));
  const names = [...loopback, ...own, ...(publicUrl ? [new URL(publicUrl).hostname] : [])];
  return new Set(names.map((name) => name.toLowerCase()));
}

/** The port may be another one: a tunnel or a container gives its own. */
function isOurName(
  request: FastifyRequest,
  names: ReadonlySet<string>,
  { publicUrl, isOwnHost }: GuardOptions,
): boolean {
  // behind a proxy, watchers call the machine by whatever address it has
  if (publicUrl && forWatchers.includes(request.url)) return true;
  // a proxy may hand on what a page wrote as X-Forwarded-Host, so that one counts beside Host and not in its place
  return [request.headers.host, request.host].every((host) => {
    const given = /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1];
    const name = given?.toLowerCase().replace(/\.$/, '');
    return name !== undefined && (names.has(name) || isOwnHost?.(name) === true);
  });
}

/** A program of this machine names no proxy and may speak plain HTTP; what a proxy took in clear was on the network. */
function cameInClear({ protocol, headers }: FastifyRequest, options: GuardOptions): boolean {
  const { publicUrl, tlsOnly, trustProxy } = options;
  const byProxy = trustProxy !== undefined && headers['x-forwarded-proto'] !== undefined;
  const wantsTls = tlsOnly || (byProxy && publicUrl?.startsWith('https:'));
  return wantsTls === true && protocol !== 'https';
}

function refuseForeign(request: FastifyRequest, outside: string | undefined): void {
  const { origin, host } = request.headers;
  const here = `${request.protocol}://${host}`;
  // beside a proxy the clinic's network may reach us by our own TLS
  const ours = outside ? [outside, ...(request.socket instanceof TLSSocket ? [here] : [])] : [here];
  // programs send no Origin and hold no cookie; browsers always send it with a write
  if (origin !== undefined && !ours.includes(origin)) refuse('crossSite');
  const site = request.headers['sec-fetch-site'];
  if (origin === undefined && (site === 'cross-site' || site === 'same-site')) refuse('crossSite');
}

/** A form is read where it only asks: a search by POST, which FHIR sends as one. A patch is no resource. */
function isReadType(type: string, method: string, route = ''): boolean {
  if (type === 'application/x-www-form-urlencoded') return route.endsWith('/_search');
  return (
    method === 'PATCH' ? /^application\/(json|json-patch\+json)$/ : /^application\/(json|fhir\+json)$/
  ).test(type);
}

/** JSON in UTF-8 is all that is read, and no form of another site can send it without asking. */
function refuseOtherContent({ headers, method, routeOptions }: FastifyRequest): void {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const encoding = headers['content-encoding'] ?? 'identity';
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([^"]*)"?\s*$/.exec(one)?.[1] ?? 'none');
  const read =
    isReadType(type.trim(), method, routeOptions.url) &&
    charset.every((one) => ['utf-8', 'utf8', 'none'].includes(one)) &&
    // a packed body could unfold into anything
    encoding.toLowerCase() === 'identity';
  if (!read) throw new Refusal('platform', 'unreadable', 415);
}
