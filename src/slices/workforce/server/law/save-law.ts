import { sql } from 'kysely';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { LawRuleSet, workforce } from '#slices/workforce/contract.ts';
import { placesOf } from '#slices/workforce/shared/law/places.ts';
import { loadKinds } from '../credentials/kinds.ts';
import { rightsChanged } from '../rights-changed.ts';
import { asSet, lawVersions, writeLaw } from './rows.ts';

/** Two who approve at once do so one after the other: there is no row yet that the first could hold. */
const lawLock = 7_301_127;

/** The manager has compared it with the law: it holds from everybody's next request. */
export const saveLaw: Verb<typeof workforce, 'saveLaw'> = async (ctx, { place, basedOn, rules }) => {
  await sql`SELECT pg_advisory_xact_lock(${lawLock}, hashtext(${ctx.clinic.id}))`.execute(ctx.db);
  const known = placesOf(ctx.clinic.country).find((one) => one.place === place);
  if (!known) return ctx.fail('placeUnknown');
  const [newest] = await lawVersions(ctx);
  if (newest && newest.version !== basedOn) return ctx.fail('lawChanged', { by: newest.approvedBy });
  const kinds = await loadKinds(ctx);
  const approved = known.rules.map((own): LawRuleSet => {
    const at = rules.findIndex((one) => one.act === own.act);
    const rule = rules[at];
    // what somebody left out she has not approved
    if (!rule) return { ...asSet(own), on: false };
    const strange = rule.credentials.findIndex((code) => !kinds.has(code));
    if (strange >= 0) refuseField(`rules.${at}.credentials.${strange}`, 'workforce_field_kindNotHere');
    // hours of no subject, and performances of nothing, are counted nowhere
    if (rule.minutes > 0 && own.subject === '')
      refuseField(`rules.${at}.minutes`, 'workforce_field_lawNotCounted');
    if (rule.performances > 0 && own.label.en === '')
      refuseField(`rules.${at}.performances`, 'workforce_field_lawNotCounted');
    return { ...asSet(own), ...rule };
  });
  const strange = rules.findIndex((one) => !known.rules.some((own) => own.act === one.act));
  if (strange >= 0) refuseField(`rules.${strange}.act`, 'workforce_field_actUnknown');
  const version = (newest?.version ?? 0) + 1;
  await writeLaw(ctx, { version, by: ctx.actor.name }, known, approved);
  ctx.note('workforce.lawApproved', {
    subject: place,
    details: {
      ...{ version, dataVersion: known.dataVersion },
      rules: approved.filter((one) => one.on).map((one) => one.act),
    },
  });
  rightsChanged(ctx);
  ctx.emit('workforce.lawChanged', {});
  return { version };
};
