import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Platform } from '#platform/server/platform.ts';
import type { CallerReader } from '../caller.ts';
import { textOf } from '../json-body.ts';
import { fhirType, sendAnswer } from './answer.ts';
import { askOf } from './ask.ts';
import { answerBundle } from './bundle.ts';
import { capabilityStatement } from './capability.ts';
import { everything } from './everything.ts';
import { fhirErrors } from './errors.ts';
import { instanceHistory, systemHistory, typeHistory } from './history.ts';
import { actOf, type Interaction, runKeyed, type Site } from './interaction.ts';
import { match } from './match.ts';
import { speakJson } from './speak-json.ts';
import { patch } from './patch.ts';
import { read, vread } from './read.ts';
import { hearRoutes, isPlace, refuseOtherMethods } from './route-table.ts';
import { searchType } from './search-type.ts';
import { validate } from './validate.ts';
import { create, remove, update } from './write.ts';

const base = '/fhir/R4';

/** FHIR R4 over HTTP. */
export function fhirRoutes(
  app: FastifyInstance,
  platform: Platform,
  caller: CallerReader,
  publicUrl?: string,
): void {
  /** Our address as the outside knows it, or else as this caller reached it; the guard has held Host to be ours. */
  const siteOf = ({ protocol, host }: FastifyRequest): Site => {
    return { platform, baseUrl: `${publicUrl ?? `${protocol}://${host}`}${base}` };
  };
  const routes = async (fhir: FastifyInstance) => {
    const heard = hearRoutes(fhir, base);
    fhirErrors(fhir, caller, platform.disk);
    refuseOtherMethods(fhir, base, heard);
    speakJson(fhir);
    fhir.removeAllContentTypeParsers();
    fhir.addContentTypeParser(
      [
        ...['application/fhir+json', 'application/json', 'application/json-patch+json'],
        'application/x-www-form-urlencoded',
      ],
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, body: Buffer) => textOf(body),
    );

    fhir.get('/metadata', async (request, reply) =>
      reply.type(fhirType).send(capabilityStatement(platform, siteOf(request).baseUrl, heard)),
    );

    const answer = (interaction: Interaction, type?: string): RouteHandlerMethod => {
      return async (request, reply) => {
        if (!isPlace(request.params)) return reply.callNotFound();
        const ask = askOf(request, type);
        const who = await caller.staff(request, reply, { lately: true });
        const site = siteOf(request);
        const done = await runKeyed(platform, who, actOf(interaction, ask, site), request);
        const isWrite = interaction.effect === 'write';
        const language = caller.languageOf(request);
        return sendAnswer(request, reply, done, { baseUrl: site.baseUrl, isWrite, language });
      };
    };

    fhir.get('/:type', answer(searchType));
    fhir.post('/:type/_search', answer(searchType));
    fhir.get('/:type/:id', answer(read));
    fhir.get('/:type/:id/_history/:version', answer(vread));
    fhir.get('/:type/:id/_history', answer(instanceHistory));
    fhir.get('/:type/_history', answer(typeHistory));
    fhir.get('/_history', answer(systemHistory));
    fhir.post('/:type', answer(create));
    fhir.put('/:type/:id', answer(update));
    fhir.put('/:type', answer(update));
    fhir.patch('/:type/:id', answer(patch));
    fhir.patch('/:type', answer(patch));
    fhir.delete('/:type/:id', answer(remove));
    fhir.delete('/:type', answer(remove));

    fhir.post('/:type/$validate', answer(validate));
    fhir.post('/:type/:id/$validate', answer(validate));
    fhir.get('/Patient/:id/$everything', answer(everything, 'Patient'));
    fhir.post('/Patient/$match', answer(match, 'Patient'));

    const bundle: RouteHandlerMethod = async (request, reply) => {
      const who = await caller.staff(request, reply, { lately: true });
      const language = caller.languageOf(request);
      const site = siteOf(request);
      const text = await answerBundle(platform, who, request, site, language);
      return reply.type(fhirType).send(text);
    };
    fhir.post('', { prefixTrailingSlash: 'no-slash' }, bundle);
    fhir.post('/', { prefixTrailingSlash: 'slash' }, bundle);
  };
  app.register(routes, { prefix: base });
}
