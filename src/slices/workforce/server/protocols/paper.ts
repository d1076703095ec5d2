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
import { formatPlainDate, zonedDay } from '#platform/shared/time.ts';
import type { Protocol, workforce } from '#slices/workforce/contract.ts';
import { wordsOfActIn } from '../acts.ts';
import { practitionerOf } from '../practitioners.ts';
import { protocolsNow, seesAll } from './list.ts';
import { approvalRows } from './rows.ts';

/** The standing order as paper: a draft says so, one that ended says when and by whom. */
export const printProtocol: Verb<typeof workforce, 'printProtocol'> = async (ctx, input) => {
  const protocol = (await protocolsNow(ctx)).find((one) => one.protocolId === input.protocolId);
  if (!protocol || !(protocol.state === 'inForce' || (await seesAll(ctx))))
    return ctx.fail('protocolMissing');
  const language = input.language ?? ctx.clinic.language;
  const paper: Paper = {
    kind: 'workforce.protocol',
    size: paperSizeFor(ctx.clinic.country, 'document'),
    language,
    title: words(language, 'workforce_protocol_paperTitle'),
    body: await bodyOf(ctx, protocol, language),
    ...(protocol.state === 'draft' && { provisional: true }),
  };
  return { paperId: await keepOnce(ctx, paper, { subject: `Basic/${protocol.protocolId}` }) };
};

async function bodyOf(ctx: Context, protocol: Protocol, language: Language): Promise<Content[]> {
  const say = (key: string, params?: Record<string, string | number>) =>
    words(language, `workforce_protocol_${key}`, params);
  const day = (date: string) => formatPlainDate(date, localeFor(language));
  const { approval } = protocol;
  const pairs = [
    { label: say('version'), value: String(protocol.version) },
    { label: say('acts'), value: protocol.acts.map((act) => wordsOfActIn(language, act)).join('; ') },
    { label: say('roles'), value: protocol.roleLabels.map((label) => label[language]).join('; ') },
    { label: say('items'), value: protocol.items.map((one) => one.label[language]).join('; ') },
    { label: say('age'), value: ageIn(language, protocol) },
    { label: say('conditions'), value: protocol.conditions },
    { label: say('reviewBy'), value: approval ? day(approval.reviewBy) : '' },
  ];
  const withdrawn = approval?.withdrawn;
  const ended = withdrawn && {
    day: day(zonedDay(withdrawn.at, ctx.clinic.zone)),
    ...{ name: withdrawn.by, reason: withdrawn.reason },
  };
  return [
    heading(protocol.title),
    ...(ended ? [{ text: say('withdrawnOn', ended), bold: true, margin: [0, 0, 0, 6] } as Content] : []),
    ...(protocol.state === 'over' ? [{ text: say('overNow'), bold: true } as Content] : []),
    keyValueGrid(pairs, 1),
    { text: protocol.text, margin: [0, 10, 0, 0], lineHeight: 1.3 },
    ...(approval ? [await signatureOf(ctx, protocol, approval, language)] : []),
  ];
}

async function signatureOf(
  ctx: Context,
  { protocolId }: Protocol,
  { approvedBy, approvedAt }: NonNullable<Protocol['approval']>,
  language: Language,
): Promise<Content> {
  const approverId = (await approvalRows(ctx, protocolId))[0]?.approver_id ?? '';
  const licence = (await practitionerOf(ctx, approverId))?.licence;
  // `SIP 503/…`: the word for the number stands before it
  const [licenceLabel, ...digits] = licence?.split(' ') ?? [];
  const number = licenceLabel && { licenceLabel, licenceNumber: digits.join(' ') };
  const place = signingPlace(ctx.clinic);
  return signatureBlock(
    [{ name: approvedBy, role: words(language, 'workforce_protocol_approver'), ...number }],
    { place, date: zonedDay(approvedAt, ctx.clinic.zone), language },
  );
}

/** `6 months up to 18 years`; empty where any age will do. */
export function ageIn(language: Language, one: Pick<Protocol, 'fromMonths' | 'underMonths'>): string {
  const { fromMonths, underMonths } = one;
  const [from, under] = [fromMonths, underMonths].map((months) => months && spoken(language, months));
  if (from && under) return words(language, 'workforce_protocol_ageBetween', { from, under });
  if (from) return words(language, 'workforce_protocol_ageFrom', { from });
  return under
    ? words(language, 'workforce_protocol_ageUnder', { under })
    : words(language, 'workforce_protocol_ageAny');
}

function spoken(language: Language, months: number): string {
  const [count, unit] = months % 12 === 0 ? [months / 12, 'year'] : [months, 'month'];
  return new Intl.NumberFormat(localeFor(language), {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'long',
  }).format(count as number);
}
