import type { Context } from '#platform/server/context.ts';
import type { ScopeRole } from '#platform/server/scope/decide.ts';
import { hasWords, words } from '#platform/server/words.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { ActInWords } from '../contract.ts';
import { auditing, everybody, management } from '../shared/templates/common.ts';

/** What both countries' templates call paperwork; everything clinical they write out in their own files. */
const paperwork: ReadonlySet<string> = new Set([...everybody, ...management, ...auditing]);

const order = { administrative: 0, clinical: 1, specialty: 2 };

/**
 * Every act that there is to give: those that some verb needs, and those that job descriptions hold beside (what an order
 * asks of its performer). An act of which no verb tells the kind counts as clinical unless both
 * countries' templates call it paperwork. What a description holds for a duty that is not there yet has no words and is
 * not shown.
 */
export function actsOf(ctx: Context, jobs: readonly ScopeRole[]): ActInWords[] {
  const kinds = new Map<string, ActInWords['kind']>();
  const held = jobs.flatMap((job) => job.actions).filter((action) => hasWords(keyOf(action)));
  for (const action of held) kinds.set(action, paperwork.has(action) ? 'administrative' : 'clinical');
  for (const { action, kind } of ctx.actions) kinds.set(action, kind);
  return [...kinds]
    .map(([action, kind]) => ({ action, kind, words: wordsOfAct(ctx, action) }))
    .toSorted((a, b) => order[a.kind] - order[b.kind] || (a.action < b.action ? -1 : 1));
}

/** An act, or a skill within it, as a person says it: `record vital signs`, `give injections and draw blood: venipuncture`. */
export function wordsOfAct(ctx: Pick<Context, 'language'>, act: string): string {
  return wordsOfActIn(ctx.language, act);
}

export function wordsOfActIn(language: Language, act: string): string {
  const [action = '', skill] = act.split('/');
  const said = hasWords(keyOf(action)) ? words(language, keyOf(action)) : action;
  if (!skill) return said;
  const key = `workforce_skill_${skill}`;
  return `${said}: ${hasWords(key) ? words(language, key) : skill}`;
}

function keyOf(action: string): string {
  return action.replace('.', '_action_');
}

/** A job's acts one by one: `vitals.*` spelt out. */
export function spelledOut(actions: readonly string[], acts: readonly ActInWords[]): string[] {
  return acts.map((act) => act.action).filter((action) => holdsAction(actions, action));
}
