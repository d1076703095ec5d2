import type { Context } from '#platform/server/context.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { words } from '#platform/server/words.ts';
import type { Person } from '../people.ts';

/** A word of this slice's papers in the language of who prints. */
export function say(ctx: Context, key: string, params?: Record<string, string | number>): string {
  return words(ctx.language, `competencies_${key}`, params);
}

/** A paper of the office, in the language of who prints it. */
export function officePaper(ctx: Context, name: 'transcript' | 'checklist', body: Paper['body']): Paper {
  return {
    ...{ kind: `competencies.${name}`, size: paperSizeFor(ctx.clinic.country, 'document') },
    ...{ language: ctx.language, title: say(ctx, `paper_${name}`), body },
  };
}

/** Her job descriptions in words. */
export async function jobsOf(ctx: Context, { roles }: Person): Promise<string> {
  const held = await loadRoles(ctx.db, ctx.clinic.id, roles);
  return held.map((role) => role.label[ctx.language]).join(', ');
}
