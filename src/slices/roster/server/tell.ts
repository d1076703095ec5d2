import type { Context } from '#platform/server/context.ts';
import type { Language } from '#platform/shared/languages.ts';
import { everybody } from './people.ts';

/** Where each sees her own, and where the manager decides. */
export const ownScreen = '/work/shifts';
export const requestsScreen = '/clinic/roster?tab=requests';

/** What one person is told, in her own language; whoever did it herself is not told of it. */
export async function tell(
  ctx: Context,
  staffId: string,
  task: { kind: string; subject: string; params: (language: Language) => Record<string, string> },
): Promise<void> {
  if (ctx.actor.id === staffId) return;
  const person = (await everybody(ctx)).find((one) => one.staffId === staffId);
  if (!person?.here) return;
  await ctx.work.open({
    ...{ kind: task.kind, subject: task.subject, ownerId: staffId },
    params: { ...task.params(person.language), screen: ownScreen },
  });
}

/** What whoever plans has to decide, in the clinic's language. */
export async function tellManagers(
  ctx: Context,
  task: {
    kind: string;
    subject: string;
    params: (language: Language) => Record<string, string>;
    screen?: string;
  },
): Promise<void> {
  await ctx.work.open({
    ...{ kind: task.kind, subject: task.subject },
    params: { ...task.params(ctx.clinic.language), screen: task.screen ?? requestsScreen },
  });
}
