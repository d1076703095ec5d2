import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { keepOnce } from '#platform/server/print/keep-once.ts';
import { heading, keyValueGrid, signatureBlock } from '#platform/server/print/blocks.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { signingPlace } from '#platform/server/print/office.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatDateTime, formatPlainDate, zonedDay } from '#platform/shared/time.ts';
import type { JobRecord, workforce } from '#slices/workforce/contract.ts';
import { findRecord } from './list.ts';

/** One version as paper; one that is not signed by both says that it is a draft. */
export const printJobRecord: Verb<typeof workforce, 'printJobRecord'> = async (ctx, input) => {
  const record = (await findRecord(ctx, input.staffId, input.version)) ?? ctx.fail('recordMissing');
  const language = input.language ?? ctx.clinic.language;
  const paper: Paper = {
    kind: 'workforce.jobRecord',
    size: paperSizeFor(ctx.clinic.country, 'document'),
    language,
    title: words(language, 'workforce_job_paperTitle'),
    body: bodyOf(ctx, record, language),
    ...(!(record.signed.person && record.signed.supervisor) && { provisional: true }),
  };
  return { paperId: await keepOnce(ctx, paper, { subject: `Basic/job-${record.staffId}` }) };
};

function bodyOf(ctx: Context, record: JobRecord, language: Language): Content[] {
  const say = (key: string, params?: Record<string, string | number>) =>
    words(language, `workforce_job_${key}`, params);
  const day = (date: string) => formatPlainDate(date, localeFor(language));
  const { duties, signed } = record;
  const facts = [
    { label: say('person'), value: record.name },
    { label: say('title'), value: record.title },
    { label: say('reportsTo'), value: record.reportsToName },
    { label: say('site'), value: record.site },
    { label: say('from'), value: day(record.fromDay) },
    { label: say('to'), value: record.toDay ? day(record.toDay) : '' },
    { label: say('version'), value: String(record.version) },
    { label: say('supervision'), value: say(`supervision_${record.supervision}`) },
  ];
  const further = [
    { label: say('education'), value: record.education },
    { label: say('credentials'), value: record.credentials.join('; ') },
    { label: say('immunisations'), value: record.immunisations },
    { label: say('competencies'), value: record.competencies.join('; ') },
    { label: say('physical'), value: record.physical },
  ];
  const kinds = (['administrative', 'clinical', 'specialty'] as const).filter(
    (kind) => duties[kind].length > 0,
  );
  const at = (instant: string) => formatDateTime(instant, localeFor(language), ctx.clinic.zone);
  const role = (party: 'person' | 'supervisor') => {
    const one = signed[party];
    const said = say(party === 'person' ? 'person' : 'supervisor');
    return one ? `${said} · ${say('signedAt', { at: at(one.at) })}` : `${said} · ${say('notSigned')}`;
  };
  const last = signed.supervisor?.at ?? signed.person?.at ?? record.writtenAt;
  const place = signingPlace(ctx.clinic);
  return [
    keyValueGrid(facts, 2),
    ...kinds.flatMap((kind): Content[] => [heading(say(`duties_${kind}`)), { ul: [...duties[kind]] }]),
    { text: '', margin: [0, 4, 0, 0] },
    keyValueGrid(further, 1),
    signatureBlock(
      [
        { name: record.name, role: role('person') },
        { name: record.reportsToName, role: role('supervisor') },
      ],
      { place, date: zonedDay(last, ctx.clinic.zone), language },
    ),
  ];
}
