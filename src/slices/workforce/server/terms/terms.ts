import { loadRoles } from '#platform/server/scope/roles.ts';
import { loadTerms, removeTerm as remove, saveTerm as save } from '#platform/server/scope/terms.ts';
import { actionOf } from '#platform/server/scope/acts.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { AskedOfAct, workforce } from '#slices/workforce/contract.ts';
import { careToOf } from '#slices/workforce/shared/delegable.ts';
import { inTemplateOrder } from '#slices/workforce/shared/templates/all.ts';
import { actsOf, wordsOfAct } from '../acts.ts';
import { loadKinds } from '../credentials/kinds.ts';
import { careToHere } from '../delegations/care-to.ts';
import { rightsChanged } from '../rights-changed.ts';
import { skillsToChoose } from '../skills.ts';

type Workforce = typeof workforce;

/** What acts ask of those without a licence, with all that there is to choose from. */
export const listTerms: Verb<Workforce, 'listTerms'> = async (ctx) => {
  const jobs = inTemplateOrder(ctx.clinic.country, await loadRoles(ctx.db, ctx.clinic.id));
  const terms = await loadTerms(ctx.db, ctx.clinic.id);
  const acts = actsOf(ctx, jobs);
  const named = terms.map((one) => one.act);
  const allJobs = jobs.map(({ role, label, preliminary }) => ({ role, label, preliminary }));
  const unlicensed = jobs.filter((job) => job.licence === 'none').map((job) => job.role);
  return {
    terms: terms.map((term) => {
      const roleLabel = jobs.find((job) => job.role === term.role)?.label;
      return { ...term, actWords: wordsOfAct(ctx, term.act), ...(roleLabel && { roleLabel }) };
    }),
    // what the law ties to a licence nobody without one does, whatever is asked
    acts: [...acts, ...skillsToChoose(ctx, acts, named)].filter(
      ({ action }) => ctx.licenceOf(actionOf(action)) === 'none',
    ),
    jobs: allJobs.filter((job) => unlicensed.includes(job.role)),
    credentials: [...(await loadKinds(ctx)).values()].flatMap((one) => (one.active ? [one.rule.code] : [])),
    competencies: competenciesIn(terms),
    careTo: [...(await careToHere(ctx))],
    careToOfCountry: [...careToOf(ctx.clinic.country)],
    allJobs,
  };
};

function competenciesIn(terms: readonly AskedOfAct[]): { code: string; label: AskedOfAct['label'] }[] {
  const found = new Map<string, AskedOfAct['label']>();
  for (const { competency, label } of terms) if (competency) found.set(competency, label);
  return [...found].map(([code, label]) => ({ code, label }));
}

/** Everybody's next act is judged by it. */
export const saveTerm: Verb<Workforce, 'saveTerm'> = async (ctx, term) => {
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  const action = actionOf(term.act);
  const known = actsOf(ctx, jobs).some((one) => one.action === action);
  if (!known || ctx.licenceOf(action) !== 'none') return ctx.fail('actUnknown');
  if (term.role !== null && !jobs.some((job) => job.role === term.role && job.licence === 'none')) {
    return ctx.fail('jobMissing');
  }
  const kinds = await loadKinds(ctx);
  const strange = term.credentials.findIndex((code) => !kinds.has(code));
  if (strange >= 0) return refuseField(`credentials.${strange}`, 'workforce_field_kindNotHere');
  if (term.competency !== null && (term.label.en === '' || term.label.id === '')) {
    return refuseField(term.label.en === '' ? 'label.en' : 'label.id', 'workforce_field_competencyWords');
  }
  await save(ctx.db, ctx.clinic.id, term);
  const { label: _, ...details } = term;
  ctx.note('workforce.termSaved', { subject: term.act, details });
  rightsChanged(ctx);
  ctx.emit('workforce.termsChanged', {});
  return {};
};

export const removeTerm: Verb<Workforce, 'removeTerm'> = async (ctx, term) => {
  await remove(ctx.db, ctx.clinic.id, term);
  ctx.note('workforce.termRemoved', { subject: term.act, details: { role: term.role } });
  rightsChanged(ctx);
  ctx.emit('workforce.termsChanged', {});
  return {};
};
