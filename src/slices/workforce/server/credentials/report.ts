import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { dataTable, heading, keyValueGrid } from '#platform/server/print/blocks.ts';
import { dayWords, signedBy } from '#platform/server/print/office.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import type { Credential, Education, workforce } from '#slices/workforce/contract.ts';
import { type StaffNamed, staffNamed } from '../staff-named.ts';
import { educationRows } from './rows.ts';
import { credentialsOf, educationShown } from './view.ts';

type Workforce = typeof workforce;

export const printEducation: Verb<Workforce, 'printEducation'> = async (ctx, { staffId }) =>
  reportOf(ctx, (await staffNamed(ctx, staffId)) ?? ctx.fail('staffMissing'));

export const printMyEducation: Verb<Workforce, 'printMyEducation'> = async (ctx) =>
  reportOf(ctx, (await staffNamed(ctx, ctx.actor.id)) ?? ctx.fail('staffMissing'));

/** Continuing education by the cycle of each credential that points renew: what is asked, what is there, what lies outside. */
async function reportOf(ctx: Context, person: StaffNamed): Promise<{ paperId: string }> {
  const { staffId, name } = person;
  const roles = await loadRoles(ctx.db, ctx.clinic.id, person.roles);
  const credentials = await credentialsOf(ctx, new Map([[staffId, name]]), staffId);
  const learnt = (await educationRows(ctx, staffId)).map(educationShown).toReversed();
  const renewed = credentials.filter((one) => one.points !== undefined);
  const facts = [
    { label: say(ctx, 'person'), value: name },
    { label: say(ctx, 'jobs'), value: roles.map((role) => role.label[ctx.language]).join(', ') },
  ];
  const body: Content[] = [
    keyValueGrid(facts),
    ...(renewed.length > 0
      ? renewed.flatMap((one) => cycleOf(ctx, one, learnt))
      : [heading(say(ctx, 'none')), entries(ctx, learnt)]),
    signedBy(ctx, [{ name: '', role: say(ctx, 'manager') }]),
  ];
  const paper: Paper = {
    ...{ kind: 'workforce.educationReport', size: paperSizeFor(ctx.clinic.country, 'document') },
    ...{ language: ctx.language, title: say(ctx, 'title'), body },
  };
  return { paperId: await keepPaper(ctx, paper, { subject: `Staff/${staffId}` }) };
}

function cycleOf(ctx: Context, credential: Credential, learnt: readonly Education[]): Content[] {
  const { points } = credential;
  if (!points) return [];
  const { from, to } = points.cycle;
  const inside = (one: Education) => from <= one.day && one.day <= to;
  const columns = ['what', 'has', 'needs', 'missing'] as const;
  const counts = points.counts.map(({ what, has, needs }) => [
    words(ctx.language, `workforce_points_${what}`) + (what === 'approved' ? ` (${points.approvedBy})` : ''),
    figure(ctx, has),
    figure(ctx, needs),
    has < needs ? figure(ctx, needs - has) : '–',
  ]);
  const outside = learnt.filter((one) => !inside(one));
  return [
    heading(`${credential.kind} · ${credential.label[ctx.language]}`),
    keyValueGrid([
      { label: say(ctx, 'number'), value: credential.number },
      { label: say(ctx, 'cycle'), value: `${dayWords(ctx, from)} – ${dayWords(ctx, to)}` },
      { label: say(ctx, 'standing'), value: say(ctx, points.eligible ? 'enough' : 'short') },
    ]),
    dataTable(
      columns.map((one) => ({ title: say(ctx, `column_${one}`), width: one === 'what' ? '*' : 70 })),
      counts,
      ctx.language,
    ),
    entries(ctx, learnt.filter(inside)),
    ...(outside.length > 0
      ? [
          { text: say(ctx, 'outside', { count: outside.length }), margin: [0, 4, 0, 2] } as Content,
          entries(ctx, outside),
        ]
      : []),
  ];
}

function entries(ctx: Context, learnt: readonly Education[]): Content {
  const columns = ['day', 'title', 'category', 'approvedBy', 'points'] as const;
  const widths = { day: 66, title: '*', category: 80, approvedBy: 70, points: 44 } as const;
  return dataTable(
    columns.map((one) => ({ title: say(ctx, `column_${one}`), width: widths[one] })),
    learnt.map((one) => [
      ...[dayWords(ctx, one.day), one.title, words(ctx.language, `workforce_points_${one.category}`)],
      ...[one.approvedBy || '–', figure(ctx, one.points)],
    ]),
    ctx.language,
  );
}

function figure({ language }: Pick<Context, 'language'>, points: number): string {
  return points.toLocaleString(localeFor(language));
}

function say(ctx: Context, key: string, params?: Record<string, string | number>): string {
  return words(ctx.language, `workforce_report_${key}`, params);
}
