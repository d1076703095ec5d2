import type { Context } from '#platform/server/context.ts';
import { refuse } from '#platform/shared/errors.ts';
import { visitOf } from '#slices/front-desk/server/index.ts';

/** Money is taken for a visit of this very patient; another one's looks absent. Refuses `notFound`. */
export async function mustBeHers(ctx: Context, visitId: string, patientId: string): Promise<void> {
  const visit = await visitOf(ctx, visitId);
  if (visit.patientId !== patientId) refuse('notFound', { type: 'Visit', id: visitId });
}
