import type { Encounter } from '@medplum/fhirtypes';
import type { Verb } from '#platform/server/slice.ts';
import { minutesBetween } from '#platform/shared/time.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { frontDesk } from '../contract.ts';
import { type FlowEntry, liveEntries } from '../shared/flow.ts';
import { entriesOf, writeStep, writeUndo } from './encounter.ts';
import { settle } from './move.ts';
import { todayOf, visitOf } from './visits.ts';

/** Longer ago it is history, and is set right by a step of its own. */
export const undoMinutes = 60;

/** The last entry that counts, if it may still be taken back at this instant. */
export function undoable(entries: readonly FlowEntry[], now: string): FlowEntry | undefined {
  const last = liveEntries(entries).at(-1);
  return last && minutesBetween(last.at, now) <= undoMinutes ? last : undefined;
}

/** Takes the last step back: one entry more, with its own time, and nothing deleted. A walk-in taken back is cancelled. */
export const undoMove: Verb<typeof frontDesk, 'undoMove'> = async (ctx, { visitId, step }) => {
  const visit = await visitOf(ctx, visitId, true);
  if (visit.day !== todayOf(ctx)) return ctx.fail('nothingToUndo');
  const encounter = await ctx.record.read('Encounter', visitId);
  const last = encounter && undoable(entriesOf(encounter), ctx.now);
  if (!last) return ctx.fail('nothingToUndo');
  // a toast that is still shown after somebody else has moved her on must not take that back instead
  if (step && step !== visit.step) return ctx.fail('movedSince', { step: visit.step });
  await ctx.record.patch('Encounter', visitId, (current: Encounter) => {
    const back = writeUndo(current, authorOf(ctx), ctx.now);
    if (back === 'expected' && visit.walkIn)
      writeStep(current, { step: 'cancelled', at: ctx.now, by: authorOf(ctx) });
  });
  return settle(ctx, visit);
};
