import type { Verb } from '#platform/server/slice.ts';
import type { audit } from '../contract.ts';
import { eventWords } from './event-words.ts';

/** People of the clinic, former ones too, and every right that somebody can have used. */
export const trailChoices: Verb<typeof audit, 'trailChoices'> = async (ctx) => {
  const people = await ctx.db
    .selectFrom('identity_staff')
    .select(['id', 'name'])
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const own = 'identity.useOwn';
  const actions = [own, ...ctx.actions.map((one) => one.action)].map((action) => {
    return { action, words: eventWords(ctx.language, action === own ? 'audit.ownSignIn' : '', action) };
  });
  const named = new Map(actions.map((one) => [one.action, one]));
  return {
    people,
    actions: [...named.values()].sort((a, b) => a.words.localeCompare(b.words, ctx.language)),
  };
};
