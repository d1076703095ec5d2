import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { dayRange } from '#platform/shared/time.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { chart, TimelineEntry } from '../contract.ts';
import type { Kind } from '../shared/kinds.ts';
import { around, holdsAll, wordsOf } from './find-words.ts';
import { type Line, pageOf, type Stretch, together } from './page.ts';
import { type Source, sources } from './sources.ts';

/**
 * Lines of a page, and how many of each type are read for one. Words are looked for in the newest first, and in what
 * lies behind them only where those hold too few.
 */
const sizes = { page: 40, read: 45, newest: 60, searched: 1000, enough: 12 } as const;

export const timeline: Verb<typeof chart, 'timeline'> = async (ctx, { patientId, kinds, find, before }) => {
  await cardOf(ctx, patientId);
  const open = await openTo(ctx);
  const wanted = open.filter((one) => !kinds || one.kinds.some((kind) => kinds.includes(kind)));
  const words = wordsOf(find);
  const sieve = (lines: Line[]) =>
    lines.filter((line) => (!kinds || kinds.includes(line.kind)) && holdsAll(line, words));
  const stretch = async (limit: number, day: string | undefined): Promise<Stretch> => {
    const until = day && dayRange(day, ctx.clinic.zone).start;
    const asked = wanted.map((one) => one.read(ctx, { patientId, before: until, limit }));
    const read = together(await Promise.all(asked));
    // of a day that holds more than that the rest would never be seen
    if (read.isPartial && limit < sizes.searched) return stretch(sizes.searched, day);
    return { ...read, lines: sieve(read.lines) };
  };
  let found = await stretch(words.length > 0 ? sizes.newest : sizes.read, before);
  if (words.length > 0 && found.before && found.lines.length < sizes.enough) {
    const older = await stretch(sizes.searched, found.before);
    found = { before: older.before, lines: [...found.lines, ...older.lines] };
  }
  const page = pageOf(found, sizes.page);
  const undated = page.before === undefined ? await withoutDate(ctx, wanted, patientId) : [];
  return {
    patientId,
    entries: [...page.lines, ...sieve(undated)].map((line) => shown(line, words)),
    ...(page.before && { before: page.before }),
    hidden: hiddenFrom(open),
  };
};

/** The sources that the caller's job shows. */
export async function openTo(ctx: Context): Promise<Source[]> {
  const acts = new Map<string, boolean>();
  for (const act of new Set(sources.map((one) => one.act))) acts.set(act, (await ctx.may(act)).allowed);
  return sources.filter(({ act }) => acts.get(act));
}

/** Kinds that the caller's job does not show. */
export function hiddenFrom(open: readonly Source[]): Kind[] {
  const shownKinds = new Set(open.flatMap(({ kinds }) => kinds));
  return [...new Set(sources.flatMap(({ kinds }) => kinds))].filter((kind) => !shownKinds.has(kind));
}

async function withoutDate(ctx: Context, wanted: readonly Source[], patientId: string): Promise<Line[]> {
  const found = await Promise.all(
    wanted.map((one) => one.read(ctx, { patientId, limit: sizes.read, isUndated: true })),
  );
  return found.flatMap(({ lines }) => lines);
}

function shown({ day: _, text, ...line }: Line, words: readonly string[]): TimelineEntry {
  return { ...line, ...(text && { text: around(text, words) }) };
}
