import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { dataTable, heading } from '#platform/server/print/blocks.ts';
import { dayWords, instantDay, signedBy } from '#platform/server/print/office.ts';

import type { Verb } from '#platform/server/slice.ts';
import { passportFor } from '#slices/competencies/server/index.ts';
import { type Practicum, practicumRatings, type training } from '#slices/training/contract.ts';
import { words } from '#platform/server/words.ts';
import { coursesOf } from '../programmes/board.ts';
import { mustFindCohort } from '../programmes/store.ts';
import { mustFindPracticum } from '../practicum/store.ts';
import { practicumView } from '../practicum/view.ts';
import { hoursTable, practicumFacts } from './hours.ts';
import { keepOffice, say } from './office-paper.ts';

export const printEvidence: Verb<typeof training, 'printEvidence'> = async (ctx, { practicumId }) => {
  const one = await practicumView(ctx, await mustFindPracticum(ctx, practicumId), 'office');
  const body = [
    practicumFacts(ctx, one),
    heading(say(ctx, 'paper_hours')),
    hoursTable(ctx, one),
    together(one.skills.length, [heading(say(ctx, 'paper_skills')), skillsTable(ctx, one)]),
    ...(await checkOffs(ctx, one)),
    ...(await courseTable(ctx, one)),
    heading(say(ctx, 'paper_evaluations')),
    ...evaluations(ctx, one),
    heading(say(ctx, 'paper_journals')),
    ...journals(ctx, one),
    signedBy(ctx, [
      { name: one.name, role: say(ctx, 'paper_student') },
      { name: one.preceptor, role: say(ctx, 'paper_preceptor') },
      { name: '', role: say(ctx, 'paper_instructor') },
    ]),
  ];
  return keepOffice(ctx, 'evidence', one.staffId, body);
};

/** Rows that surely stand on one page with their heading; more are torn as any table. */
const rowsOfAPage = 20;

/** A heading that is not left behind at the foot of a page. */
function together(rows: number, stack: Content[]): Content {
  return { stack, unbreakable: rows <= rowsOfAPage };
}

function skillsTable(ctx: Context, { skills }: Practicum) {
  return dataTable(
    [{ title: say(ctx, 'paper_column_skill') }, { title: say(ctx, 'paper_column_state') }],
    skills.map((one) => [one.label, words(ctx.language, `competencies_state_${one.state}`)]),
    ctx.language,
  );
}

/** Each attempt at a competency of the practicum, failed ones too: a pack that hides them proves nothing. */
async function checkOffs(ctx: Context, { staffId, skills }: Practicum): Promise<Content[]> {
  const { lines } = await passportFor(ctx, staffId);
  const asked = lines.filter((line) => skills.some((one) => one.code === line.code));
  const attempts = asked.flatMap((line) => line.attempts.map((one) => ({ label: line.label, ...one })));
  if (attempts.length === 0) return [{ text: say(ctx, 'paper_noCheckOffs'), style: 'small' }];
  const columns = ['day', 'skill', 'method', 'observer', 'result'] as const;
  return [
    dataTable(
      columns.map((name) => ({
        title: say(ctx, `paper_column_${name}`),
        width: name === 'skill' ? '*' : 'auto',
      })),
      attempts.map((one) => [
        instantDay(ctx, one.at),
        `${one.label}, ${words(ctx.language, `competencies_purpose_${one.purpose}`)}`,
        words(ctx.language, `competencies_method_${one.method}`),
        one.observer,
        words(ctx.language, one.passed ? 'competencies_passed' : 'competencies_failed'),
      ]),
      ctx.language,
    ),
  ];
}

async function courseTable(ctx: Context, { cohortId, staffId }: Practicum): Promise<Content[]> {
  if (!cohortId) return [];
  const { programme } = await mustFindCohort(ctx, cohortId);
  const courses = await coursesOf(ctx, programme, cohortId, staffId);
  if (courses.length === 0) return [];
  const columns = ['number', 'course', 'result', 'grade', 'day'] as const;
  return [
    heading(`${say(ctx, 'paper_courses')}: ${programme.label[ctx.language]}`),
    dataTable(
      columns.map((name) => ({
        title: say(ctx, `paper_column_${name}`),
        width: name === 'course' ? '*' : 'auto',
      })),
      courses.map((one) => [
        one.number,
        one.title,
        one.result ? say(ctx, `result_${one.result}`) : '–',
        one.grade || '–',
        dayWords(ctx, one.day),
      ]),
      ctx.language,
    ),
  ];
}

const areas = Object.keys(practicumRatings.shape) as (keyof typeof practicumRatings.shape)[];

function evaluations(ctx: Context, one: Practicum): Content[] {
  if (one.evaluations.length === 0) return [{ text: say(ctx, 'paper_noEvaluation'), style: 'small' }];
  return one.evaluations.flatMap(({ moment, by, at, ratings, strengths, goals }) => [
    { text: `${say(ctx, `moment_${moment}`)} · ${by} · ${instantDay(ctx, at)}`, bold: true },
    dataTable(
      [{ title: say(ctx, 'paper_column_area') }, { title: say(ctx, 'paper_column_rating'), width: 'auto' }],
      areas.map((area) => [say(ctx, `area_${area}`), say(ctx, 'ratingOf', { rating: ratings[area] })]),
      ctx.language,
    ),
    { text: `${say(ctx, 'strengths')}: ${strengths || '–'}` },
    {
      text: `${say(ctx, 'goals')}: ${goals || '–'}`,
      margin: [0, 0, 0, 8] as [number, number, number, number],
    },
  ]);
}

/** Those that were handed in; drafts are nobody's but hers. */
function journals(ctx: Context, one: Practicum): Content[] {
  if (one.journals.length === 0) return [{ text: say(ctx, 'paper_noJournal'), style: 'small' }];
  return one.journals.map(({ day, text, comment, commentBy }) => ({
    stack: [
      { text: dayWords(ctx, day), bold: true },
      { text },
      ...(comment ? [{ text: `${commentBy ?? ''}: ${comment}`, italics: true }] : []),
    ],
    margin: [0, 0, 0, 8] as [number, number, number, number],
  }));
}
