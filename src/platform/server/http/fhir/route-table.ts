import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { refuse } from '#platform/shared/errors.ts';
import { isId } from './ask.ts';
import { refuseFhir } from './refusals.ts';

/** A route below the base address, as it was registered. */
export interface HeardRoute {
  method: string;
  path: string;
}

/** Hears of every route of the FHIR API, in whichever file it is registered. */
export function hearRoutes(app: FastifyInstance, base: string): HeardRoute[] {
  const heard: HeardRoute[] = [];
  app.addHook('onRoute', (route: RouteOptions) => {
    for (const method of [route.method].flat())
      heard.push({ method, path: route.url.slice(base.length).replace(/\/$/, '') });
  });
  return heard;
}

/** What is asked of an address that answers to other methods gets 405 with their names; other addresses are not there. */
export function refuseOtherMethods(app: FastifyInstance, base: string, heard: readonly HeardRoute[]): void {
  app.setNotFoundHandler((request: FastifyRequest, reply) => {
    const path = new URL(request.url, 'http://local').pathname.slice(base.length).replace(/\/$/, '');
    const allowed = new Set(heard.filter((route) => fits(route.path, path)).map(({ method }) => method));
    if (allowed.size === 0 || allowed.has(request.method)) refuse('notFound');
    const names = [...allowed].sort().join(', ');
    reply.header('allow', names);
    refuseFhir('methodNotAllowed', { method: request.method, allowed: names });
  });
}

/** Whether the parts of a path have the form of a type and an id: `metadata` and `_history` are neither. */
export function isPlace(params: unknown): boolean {
  const { type = 'Patient', id = '0' } = params as { type?: string; id?: string };
  return typeForm.test(type) && isId(id);
}

const typeForm = /^[A-Z][A-Za-z]+$/;

function fits(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, n) => {
      const one = given[n] ?? '';
      if (part === ':type') return typeForm.test(one);
      return part.startsWith(':') ? isId(one) : part === one;
    })
  );
}
