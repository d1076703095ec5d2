import type { ProblemError } from '#platform/web/client/call.ts';
import type { PlacedFinding } from '../shared/judge.ts';

/** Asked only when saving: a half that is still to be typed looks the same as one that was skipped. */
const whenSaving = 'vitals_confirm_diastolic_missing';

/** What to show below the fields: what the rules find while she types, and what the server asked on saving. */
export function openFindings(
  live: readonly PlacedFinding[],
  problem: ProblemError | undefined,
): PlacedFinding[] {
  const asked = problem?.code.endsWith('.confirmPlausibility') ? problem.details.findings : [];
  const ids = new Set((asked as { id: string }[]).map(({ id }) => id));
  return live.filter(({ reasonKey, id }) => reasonKey !== whenSaving || ids.has(id));
}
