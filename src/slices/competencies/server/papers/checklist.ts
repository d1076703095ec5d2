import type { Context } from '#platform/server/context.ts';
import { dataTable, keyValueGrid } from '#platform/server/print/blocks.ts';
import { instantDay, signedBy } from '#platform/server/print/office.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { competencies } from '#slices/competencies/contract.ts';
import type { Step } from '#slices/competencies/shared/states.ts';
import { mustFindPerson } from '../people.ts';
import { mustFindCompetency, stepsOfVersions } from '../store.ts';
import { jobsOf, officePaper, say } from './office-paper.ts';

export const printChecklist: Verb<typeof competencies, 'printChecklist'> = async (ctx, { staffId, code }) => {
  const person = await mustFindPerson(ctx, staffId);
  const competency = await mustFindCompetency(ctx, code);
  const last = await lastAttempt(ctx, staffId, code);
  const steps = last ? (await stepsOfVersions(ctx)).get(`${code} ${last.version}`) : competency.steps;
  const results = last?.results as Record<string, boolean> | undefined;
  const body = [
    keyValueGrid([
      { label: say(ctx, 'paper_person'), value: person.name },
      { label: say(ctx, 'paper_jobs'), value: await jobsOf(ctx, person) },
      { label: say(ctx, 'paper_column_competency'), value: competency.label[ctx.language] },
      { label: say(ctx, 'paper_outcome'), value: outcome(ctx, last) },
    ]),
    dataTable(
      [
        { title: '', width: 'auto' },
        { title: say(ctx, 'paper_step') },
        { title: say(ctx, 'paper_result'), width: 'auto' },
      ],
      (steps ?? []).map((step, at) => [
        String(at + 1),
        { text: stepWords(ctx, step), bold: step.critical },
        answer(ctx, results?.[step.step]),
      ]),
      ctx.language,
    ),
    signedBy(ctx, [
      { name: last ? person.name : '', role: say(ctx, 'paper_learner') },
      { name: last?.observer_name ?? '', role: say(ctx, 'paper_column_observer') },
    ]),
  ];
  const paper = officePaper(ctx, 'checklist', body);
  return { paperId: await keepPaper(ctx, paper, { subject: `Staff/${staffId}` }) };
};

async function lastAttempt(ctx: Context, staffId: string, code: string) {
  return ctx.db
    .selectFrom('competencies_attempt')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', staffId)
    .where('code', '=', code)
    .orderBy('at', 'desc')
    .orderBy('attempt_id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

type Last = Awaited<ReturnType<typeof lastAttempt>>;

function outcome(ctx: Context, last: Last): string {
  if (!last) return '';
  const passed = say(ctx, last.passed ? 'passed' : 'failed');
  return [
    passed,
    say(ctx, `purpose_${last.purpose}`),
    say(ctx, `method_${last.method}`),
    instantDay(ctx, last.at),
  ].join(' · ');
}

function stepWords(ctx: Context, step: Step): string {
  return step.critical ? `${step[ctx.language]} (${say(ctx, 'critical')})` : step[ctx.language];
}

/** Empty boxes where nothing has been seen yet: to be filled in by hand. */
function answer(ctx: Context, done: boolean | undefined): string {
  return done === undefined ? '[   ]' : say(ctx, done ? 'step_done' : 'step_notDone');
}
