import { localeFor } from '#platform/shared/languages.ts';
import type { system } from '#platform/shared/system-contract.ts';
import { formatDateTime } from '#platform/shared/time.ts';
import type { Context } from '../context.ts';
import { manageStaff } from '../identity/staff.ts';
import type { Verb } from '../slice.ts';
import { words } from '../words.ts';
import type { Notice } from './notice.ts';

export const listNotices: Verb<typeof system, 'listNotices'> = async (ctx) => {
  if (!(await ctx.may(manageStaff)).allowed) return { notices: [] };
  return {
    notices: ctx.notices().map((notice) => ({ key: notice.key, words: wordsOf(ctx, notice) })),
  };
};

function wordsOf(ctx: Pick<Context, 'language' | 'clinic'>, { key, params }: Notice): string {
  const shown = Object.entries(params).map(([name, value]) => [
    name,
    name.endsWith('At')
      ? formatDateTime(String(value), localeFor(ctx.language), ctx.clinic.zone, 'short')
      : value,
  ]);
  return words(ctx.language, `system_notice_${key}`, Object.fromEntries(shown));
}
