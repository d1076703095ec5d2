import { dataTable, keyValueGrid } from '#platform/server/print/blocks.ts';
import { dayWords, instantDay, signedBy } from '#platform/server/print/office.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { competencies, PassportLine } from '#slices/competencies/contract.ts';
import { mustFindPerson } from '../people.ts';
import { passportOf } from '../passport.ts';
import { jobsOf, officePaper, say } from './office-paper.ts';

export const printMyTranscript: Verb<typeof competencies, 'printMyTranscript'> = async (ctx) => {
  return transcriptOf(ctx, ctx.actor.id);
};

export const printTranscript: Verb<typeof competencies, 'printTranscript'> = async (ctx, { staffId }) => {
  return transcriptOf(ctx, staffId);
};

async function transcriptOf(ctx: Context, staffId: string): Promise<{ paperId: string }> {
  const person = await mustFindPerson(ctx, staffId);
  const { lines } = await passportOf(ctx, person);
  const columns = ['competency', 'state', 'practices', 'validated', 'observer', 'through'] as const;
  const body = [
    keyValueGrid([
      { label: say(ctx, 'paper_person'), value: person.name },
      { label: say(ctx, 'paper_jobs'), value: await jobsOf(ctx, person) },
    ]),
    dataTable(
      columns.map((name) => ({
        title: say(ctx, `paper_column_${name}`),
        width: widths[name],
      })),
      lines.map((line) => rowOf(ctx, line)),
      ctx.language,
    ),
    signedBy(ctx, [{ name: '', role: say(ctx, 'paper_supervisor') }]),
  ];
  const paper = officePaper(ctx, 'transcript', body);
  return { paperId: await keepPaper(ctx, paper, { subject: `Staff/${staffId}` }) };
}

/** Points: a day and a state keep together on their line; the rest goes to the words. */
const widths = {
  competency: '*',
  state: 66,
  practices: 58,
  validated: 66,
  observer: '*',
  through: 66,
} as const;

function rowOf(ctx: Context, line: PassportLine): string[] {
  const by =
    line.validatedBy && line.method ? `${line.validatedBy}, ${say(ctx, `method_${line.method}`)}` : '–';
  return [
    line.label,
    say(ctx, `state_${line.state}`),
    say(ctx, 'practised', { done: line.practised, needed: line.needed }),
    instantDay(ctx, line.validatedAt),
    by,
    dayWords(ctx, line.throughDay),
  ];
}
