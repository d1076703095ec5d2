import type { Context } from '#platform/server/context.ts';
import { actionOf } from '#platform/server/scope/acts.ts';
import { decide, type NotAllowed } from '#platform/server/scope/decide.ts';
import { neededWords } from '#platform/server/scope/refusal.ts';
import type { Missing, Under } from '#platform/server/scope/decision.ts';
import { loadLaw } from '#platform/server/scope/law.ts';
import { presentNow } from '#platform/server/scope/present.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { loadProtocols, loadStanding, loadTerms } from '#platform/server/scope/terms.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import { instantOf, steadyNow } from '#platform/shared/time.ts';
import type { ActInWords, workforce } from '../contract.ts';
import { inTemplateOrder } from '../shared/templates/all.ts';
import { actsOf } from './acts.ts';
import { skillsOf } from './skills.ts';

type Answer = OutputOf<typeof workforce, 'whatMayI'>;

/** Judges every act and known skill by scope's own decision, from facts that are read once. */
export const whatMayI: Verb<typeof workforce, 'whatMayI'> = async (ctx) => {
  const facts = await factsOf(ctx);
  const jobs = inTemplateOrder(ctx.clinic.country, facts.roles);
  const acts = actsOf(ctx, jobs);
  const named = [...facts.terms, ...facts.laws].map((one) => one.act);
  named.push(...facts.standing.map((one) => one.code));
  const answer: Answer = { roles: [], may: [], under: [], blocked: [], others: [] };
  for (const { role, label, preliminary } of jobs) {
    if (ctx.actor.roles.includes(role)) answer.roles.push({ role, label, preliminary });
  }
  for (const act of [...acts, ...skillsOf(ctx, acts, named)]) sort(act, answer);
  return answer;

  function sort(act: ActInWords, into: Answer): void {
    const licence = ctx.licenceOf(actionOf(act.action));
    const decision = decide(ctx.actor, act.action, { ...facts, licence });
    if (decision.allowed) {
      const { preliminary, under } = decision;
      if (under.length === 0) into.may.push({ ...act, preliminary });
      else into.under.push({ ...act, preliminary, under: under.map(underShown) });
      return;
    }
    const whoMay = jobs.filter((job) => decision.whoMay.includes(job.role)).map((job) => job.label);
    if (decision.missing) into.blocked.push(blocked(ctx, act, decision, decision.missing, whoMay));
    // a skill of what is not hers is not hers either, and said once
    else if (whoMay.length > 0 && !act.action.includes('/')) into.others.push({ ...act, whoMay });
  }
};

async function factsOf(ctx: Context) {
  const now = instantOf(ctx.clock.now());
  const seen = { now, steadyNow: steadyNow(ctx.clock), except: ctx.actor.id };
  return {
    roles: await loadRoles(ctx.db, ctx.clinic.id),
    terms: await loadTerms(ctx.db, ctx.clinic.id),
    laws: await loadLaw(ctx.db, ctx.clinic.id),
    standing: await loadStanding(ctx.db, ctx.clinic.id, ctx.actor.id),
    protocols: await loadProtocols(ctx.db, ctx.clinic.id),
    present: await presentNow(ctx.db, seen),
    now,
    zone: ctx.clinic.zone,
  };
}

function underShown(one: Under): Answer['under'][number]['under'][number] {
  if (one.kind === 'coSign' || one.kind === 'indirect') return { kind: one.kind, by: '', until: null };
  const { kind, by, until } = one;
  return { kind, by, until, ...(one.kind === 'protocol' && { title: one.title }) };
}

function blocked(
  ctx: Context,
  act: ActInWords,
  { reasonIn }: NotAllowed,
  missing: Missing,
  whoMay: Answer['blocked'][number]['whoMay'],
): Answer['blocked'][number] {
  const { language } = ctx;
  const { kind, since } = missing;
  const say = (key: string, params?: Record<string, string | number>) => words(language, key, params);
  return {
    ...{ ...act, preliminary: false, whoMay },
    reason: reasonIn(language, say),
    missing: { kind, what: neededWords(missing, language, say), ...(since && { since }) },
  };
}
