import { m } from '#messages';
import type { Act } from '#platform/web/client/use-act.ts';
import type { CallOf, OutputOf } from '#platform/shared/contract.ts';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import type { roster, Shift } from '../contract.ts';

type Run<N extends 'assign' | 'removeShift'> = Act<
  CallOf<typeof roster, N>,
  OutputOf<typeof roster, N>
>['run'];

/** Takes a shift out, and offers to enter it again; of nobody's there is nothing to give back. */
export async function takeOut(
  remove: Run<'removeShift'>,
  assign: Run<'assign'>,
  { shiftId, staffId, day, kind }: Shift,
  reason: string,
): Promise<void> {
  await remove({ shiftId, reason });
  if (staffId) offerUndo(m.roster_shift_removed(), () => assign({ day, staffId, kind, reason }));
}
