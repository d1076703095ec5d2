import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#platform/shared/errors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of a body. A byte order mark is left out, as RFC 8259 lets a reader do.
 * @throws Refusal `unreadable` (400) when the bytes are not UTF-8: a name must not be kept with a � in it
 */
export function textOf(body: Buffer): string {
  try {
    return decoder.decode(body);
  } catch {
    throw unreadable();
  }
}

/** JSON is the one thing that is read from a body; what else the server could parse is taken out. */
export function readJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => {
      const text = textOf(body);
      try {
        return JSON.parse(text);
      } catch {
        throw unreadable();
      }
    },
  );
}

function unreadable(): Refusal {
  return new Refusal('platform', 'unreadable', 400);
}
