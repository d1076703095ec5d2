import type { Patient } from '@medplum/fhirtypes';
import { refuse } from '#platform/shared/errors.ts';
import { refuseInvalid } from '#platform/server/record/validity.ts';
import { type Interaction, rightTo } from './interaction.ts';
import { parametersIn } from './parameters.ts';
import { refuseFhir } from './refusals.ts';

const gradeUrl = 'http://hl7.org/fhir/StructureDefinition/match-grade';

/** `Patient/$match`: charts that may be the person who is described, by the rules of the slice that keeps the charts. */
export const match: Interaction = {
  code: 'match',
  effect: 'read',
  rights: (_ctx, _ask, site) => [rightTo(site, 'Patient', 'read', 's')],
  async run(ctx, ask, site) {
    const { resource, values } = parametersIn(ask.sent(), 'Patient');
    const patient = resource as unknown as Patient | undefined;
    if (patient?.resourceType !== 'Patient')
      return refuse('invalidInput', {}, [{ path: 'resource', key: 'platform_field_notValid' }]);
    const unknown = [...values.keys()].some((name) => name !== 'count' && name !== 'onlyCertainMatches');
    if (unknown) refuseFhir('notSupported', { what: '$match' });
    refuseInvalid(patient, ctx.language);
    const count = values.get('count') ?? 10;
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1)
      return refuse('invalidInput', {}, [{ path: 'count', key: 'platform_field_notValid' }]);
    const onlyCertain = values.get('onlyCertainMatches') === true;
    const found = (await site.platform.registry.matchPatients(ctx, JSON.parse(JSON.stringify(patient))))
      .filter(({ grade }) => !onlyCertain || grade === 'certain')
      .slice(0, count);
    const entries: string[] = [];
    for (const { id, score, grade } of found) {
      const stored = await ctx.record.stored('Patient', id);
      if (!stored || stored.deleted) continue;
      ctx.note('fhir.read', { patientId: id, subject: `Patient/${id}` });
      const search = { extension: [{ url: gradeUrl, valueCode: grade }], mode: 'match', score };
      entries.push(
        `{"fullUrl":"${site.baseUrl}/Patient/${id}","resource":${stored.text},"search":${JSON.stringify(search)}}`,
      );
    }
    const list = entries.length > 0 ? `,"entry":[${entries.join(',')}]` : '';
    return {
      status: 200,
      text: `{"resourceType":"Bundle","type":"searchset","total":${entries.length}${list}}`,
    };
  },
};
