import type { Context } from '#platform/server/context.ts';
import { loadLaw } from '#platform/server/scope/law.ts';
import { words } from '#platform/server/words.ts';

/** In what the law of the clinic's place counts hours of training, each once. */
export async function subjectsAsked(ctx: Context): Promise<string[]> {
  const asked = (await loadLaw(ctx.db, ctx.clinic.id)).filter((one) => one.minutes > 0);
  return [...new Set(asked.map((one) => one.subject))];
}

/** `drawing blood` */
export function subjectWords({ language }: Pick<Context, 'language'>, code: string): string {
  return words(language, `workforce_subject_${code}`);
}
