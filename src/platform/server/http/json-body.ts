import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#platform/shared/errors.ts';
import { decodeUtf8 } from '#platform/shared/utf8.ts';

/** The text of a body. @throws Refusal `unreadable` (400) when it is not UTF-8 */
export function textOf(body: Buffer): string {
  const text = decodeUtf8(body);
  if (text === undefined) throw unreadable();
  return text;
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
