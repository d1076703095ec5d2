import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { backups } from '../contract.ts';

/** The key in its groups, while nobody has confirmed that it was written down. */
export const recoveryKey: Verb<typeof backups, 'recoveryKey'> = async (ctx) => {
  const text = await ctx.recoveryKey?.toShow();
  return { groups: text?.split('-') ?? null };
};

/** Two groups typed from the paper show that there is one; afterwards nobody is shown the key again. */
export const confirmKey: Verb<typeof backups, 'confirmKey'> = async (ctx, { second, seventh }) => {
  if (!ctx.recoveryKey) return ctx.fail('notKept');
  const groups = (await ctx.recoveryKey.toShow())?.split('-');
  if (!groups) return {};
  if (bare(second) !== groups[1]) refuseField('second', 'backups_field_group');
  if (bare(seventh) !== groups[6]) refuseField('seventh', 'backups_field_group');
  await ctx.recoveryKey.confirm();
  ctx.emit('backups.changed', {});
  return {};
};

/** As it is printed, however it was typed. */
function bare(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
