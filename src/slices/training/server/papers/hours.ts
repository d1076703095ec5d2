import type { Context } from '#platform/server/context.ts';
import { dataTable, keyValueGrid } from '#platform/server/print/blocks.ts';
import { dayWords, instantDay, signedBy } from '#platform/server/print/office.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { Practicum, training } from '#slices/training/contract.ts';
import { mustFindOwn, mustFindPracticum } from '../practicum/store.ts';
import { practicumView } from '../practicum/view.ts';
import { clockWords, hoursWords, keepOffice, say } from './office-paper.ts';

type Training = typeof training;

export const printHours: Verb<Training, 'printHours'> = async (ctx, { practicumId }) => {
  return sheetOf(ctx, await practicumView(ctx, await mustFindPracticum(ctx, practicumId), 'office'));
};

export const printMyHours: Verb<Training, 'printMyHours'> = async (ctx, { practicumId }) => {
  return sheetOf(ctx, await practicumView(ctx, await mustFindOwn(ctx, practicumId), 'student'));
};

function sheetOf(ctx: Context, one: Practicum): Promise<{ paperId: string }> {
  const signatures = signedBy(ctx, [
    { name: one.name, role: say(ctx, 'paper_student') },
    { name: one.preceptor, role: say(ctx, 'paper_preceptor') },
  ]);
  return keepOffice(ctx, 'hours', one.staffId, [practicumFacts(ctx, one), hoursTable(ctx, one), signatures]);
}

export function practicumFacts(ctx: Context, one: Practicum) {
  return keyValueGrid([
    { label: say(ctx, 'paper_student'), value: one.name },
    { label: say(ctx, 'paper_preceptor'), value: one.preceptor },
    { label: say(ctx, 'paper_site'), value: one.site },
    {
      label: say(ctx, 'paper_dates'),
      value: `${dayWords(ctx, one.startsOn)} – ${dayWords(ctx, one.endsOn)}`,
    },
    { label: say(ctx, 'paper_accreditor'), value: say(ctx, `accreditor_${one.accreditor}`) },
    { label: say(ctx, 'paper_confirmed'), value: ofNeeded(ctx, one) },
    { label: say(ctx, 'paper_state'), value: say(ctx, `state_${one.state}`) },
    { label: say(ctx, 'paper_completed'), value: instantDay(ctx, one.completedAt) },
  ]);
}

function ofNeeded(ctx: Context, one: Practicum): string {
  const [done, needed] = [one.confirmedHundredths, one.neededHundredths].map((each) => hoursWords(ctx, each));
  return say(ctx, 'hoursOf', { done: done ?? '', needed: needed ?? '' });
}

/** Confirmed hours and those that wait; what was declined proves nothing. */
export function hoursTable(ctx: Context, { entries }: Practicum) {
  const columns = ['day', 'time', 'break', 'department', 'hours', 'confirmedBy'] as const;
  return dataTable(
    columns.map((name) => ({
      title: say(ctx, `paper_column_${name}`),
      width: name === 'department' || name === 'confirmedBy' ? '*' : 'auto',
      ...(name === 'hours' && { align: 'right' as const }),
    })),
    entries
      .filter((one) => one.state !== 'declined')
      .map((one) => [
        dayWords(ctx, one.day),
        `${clockWords(ctx, one.from)}–${clockWords(ctx, one.to)}`,
        say(ctx, 'minutes', { count: one.breakMinutes }),
        [one.department, one.subject?.label].filter(Boolean).join(' · '),
        hoursWords(ctx, one.hundredths),
        one.state === 'confirmed' ? (one.decidedBy ?? '') : say(ctx, 'hours_waiting'),
      ]),
    ctx.language,
  );
}
