import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { keepOnce } from '#platform/server/print/keep-once.ts';
import { keyValueGrid, signatureBlock } from '#platform/server/print/blocks.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { signingPlace } from '#platform/server/print/office.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate, zonedDay } from '#platform/shared/time.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { wordsOfActIn } from '../acts.ts';
import { signsAs } from '../credentials/after-name.ts';
import { practitionerOf } from '../practitioners.ts';
import { type DelegationRow, findDelegation } from './list.ts';

/** Letter of delegation (surat pelimpahan wewenang), in the clinic's language: it is shown to others. */
export const printDelegation: Verb<typeof workforce, 'printDelegation'> = async (ctx, { delegationId }) => {
  const row = await findDelegation(ctx, delegationId);
  const concerns = row && [row.delegator_id, row.delegatee_id].includes(ctx.actor.id);
  if (!row || !(concerns || (await ctx.may('workforce.manageCredentials')).allowed)) {
    return ctx.fail('delegationMissing');
  }
  const { language } = ctx.clinic;
  const paper: Paper = {
    kind: 'workforce.delegation',
    size: paperSizeFor(ctx.clinic.country, 'document'),
    language,
    title: words(language, 'workforce_letter_title'),
    body: await bodyOf(ctx, row),
  };
  return { paperId: await keepOnce(ctx, paper, { subject: `Basic/${row.id}` }) };
};

async function bodyOf(ctx: Context, row: DelegationRow): Promise<Content[]> {
  const { language } = ctx.clinic;
  const say = (key: string, params?: Record<string, string>) => words(language, `workforce_${key}`, params);
  const day = (date: string) => formatPlainDate(date, localeFor(language));
  const names = {
    delegator: await signsAs(ctx, row.delegator_id, row.delegator_name),
    delegatee: await signsAs(ctx, row.delegatee_id, row.delegatee_name),
  };
  const act = wordsOfActIn(language, row.act);
  const span = { from: day(row.from_day), to: day(row.last_day) };
  const pairs = [
    { label: say('delegation_act'), value: act },
    { label: say('delegation_circumstance'), value: row.circumstance },
    { label: say('delegation_limits'), value: row.limits },
    { label: say('delegation_direction'), value: row.direction },
    { label: say('delegation_supervision'), value: row.supervision },
    { label: say('delegation_competence'), value: row.competence },
    { label: say('delegation_span'), value: say('letter_span', span) },
  ];
  const revoked = row.revoked_at && zonedDay(row.revoked_at, ctx.clinic.zone);
  const place = signingPlace(ctx.clinic);
  const licence = (await practitionerOf(ctx, row.delegator_id))?.licence;
  // `SIP 503/…`: the word for the number stands before it
  const [licenceLabel, ...digits] = licence?.split(' ') ?? [];
  const number = licenceLabel && { licenceLabel, licenceNumber: digits.join(' ') };
  return [
    { text: say('letter_intro', names), margin: [0, 0, 0, 8], lineHeight: 1.3 },
    keyValueGrid(pairs, 1),
    ...(revoked
      ? [{ text: say('letter_revoked', { day: day(revoked), reason: row.revoked_reason ?? '' }), bold: true }]
      : []),
    { text: say('letter_close'), margin: [0, 8, 0, 0], lineHeight: 1.3 },
    signatureBlock(
      [
        { name: names.delegatee, role: say('letter_delegatee') },
        { name: names.delegator, role: say('letter_delegator'), ...number },
      ],
      { place, date: zonedDay(row.given_at, ctx.clinic.zone), language },
    ),
  ];
}
