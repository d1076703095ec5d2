import type { FastifyInstance } from 'fastify';
import { refuseFhir } from './refusals.ts';

/** Refuses whoever asks for a format that is not JSON, by `_format` or else by `Accept`. */
export function speakJson(fhir: FastifyInstance): void {
  fhir.addHook('onRequest', async ({ url, headers }) => {
    const wanted = new URL(url, 'http://local').searchParams.get('_format') ?? headers.accept ?? '*/*';
    // a plus sign in an address is read as a blank
    const types = wanted.split(',').map((one) => one.split(';')[0]?.trim().replace(' ', '+') ?? '');
    if (!types.some((type) => /^(\*\/\*|application\/\*|json|(application|text)\/(fhir\+)?json)$/.test(type)))
      refuseFhir('notAcceptable');
  });
}
