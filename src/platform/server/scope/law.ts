import { sql, type Transaction } from 'kysely';
import type { Language } from '#platform/shared/languages.ts';
import type { Tables } from '../db/tables.ts';
import { covers, isAlive, reaches } from './acts.ts';
import type { Counted, Law, Missing, Present, ScopeRole, Short, Standing } from './decision.ts';

interface Asked {
  standing: readonly Standing[];
  present: readonly Present[];
  now: string;
}

/** What the law asks of somebody for an act in one of her jobs. */
export function lawOf(laws: readonly Law[], act: string, { role, preliminary }: ScopeRole): Law[] {
  return laws
    .filter((one) => covers(one.act, act) && (one.roles.length === 0 || one.roles.includes(role)))
    .map((one) => (preliminary ? whileLearning(one) : one));
}

/** A student is here to gain what the law counts; what it forbids and who must be there hold for her too. */
function whileLearning(law: Law): Law {
  return { ...law, credentials: [], minutes: 0, performances: 0 };
}

/** The first thing that the law asks for and that she has not: what nothing unlocks first, who must be there last. */
export function missingByLaw(law: Law, asked: Asked): Missing | undefined {
  const { place } = law;
  if (law.forbidden) return { kind: 'forbidden', codes: [law.act], place };
  const short: Short = {
    ...shortOf(asked, 'performance', law.act, law.performances),
    ...shortOf(asked, 'training', law.subject, law.minutes),
  };
  if (short.performance || short.training)
    return { kind: 'training', codes: [law.act], label: law.label, short, place };
  if (law.supervision === 'onSite' && !overseer(law, asked.present))
    return { kind: 'supervision', codes: [law.supervisor] };
  return undefined;
}

/** Somebody in the house who may answer for it. */
export function overseer(law: Law, present: readonly Present[]): Present | undefined {
  return present.find((one) => reaches(one.licence, law.supervisor));
}

/** How many minutes or performances she has that still count. */
export function amountOf({ standing, now }: Asked, kind: Counted, code: string): number {
  return standing
    .filter((one) => one.kind === kind && one.code === code && isAlive(one, now))
    .reduce((sum, one) => sum + (one.amount ?? 0), 0);
}

function shortOf(asked: Asked, kind: Counted, code: string, need: number): Short {
  const have = amountOf(asked, kind, code);
  return have < need ? { [kind]: { have, need } } : {};
}

type Row = Omit<Law, 'label'> & { label_en: string; label_id: string };

/** What the law of the clinic's place asks, as its manager approved it. */
export async function loadLaw(tx: Transaction<Tables>, clinicId: string): Promise<Law[]> {
  const found = await sql<Row>`
    SELECT act, place, roles, forbidden, credentials, subject, minutes, performances, label_en, label_id, supervision,
      supervisor FROM scope_law WHERE clinic_id = ${clinicId} ORDER BY act`.execute(tx);
  return found.rows.map(({ label_en, label_id, ...law }) => {
    return { ...law, label: { en: label_en, id: label_id } satisfies Record<Language, string> };
  });
}

/** Puts these rules in place of all that there were. */
export async function replaceLaw(
  tx: Transaction<Tables>,
  clinicId: string,
  laws: readonly Law[],
): Promise<void> {
  await sql`DELETE FROM scope_law WHERE clinic_id = ${clinicId}`.execute(tx);
  for (const one of laws) {
    await sql`
      INSERT INTO scope_law (clinic_id, act, place, roles, forbidden, credentials, subject, minutes, performances,
        label_en, label_id, supervision, supervisor)
      VALUES (${clinicId}, ${one.act}, ${one.place}, ${one.roles}, ${one.forbidden}, ${one.credentials},
        ${one.subject}, ${one.minutes}, ${one.performances}, ${one.label.en}, ${one.label.id}, ${one.supervision},
        ${one.supervisor})`.execute(tx);
  }
}

/** Writes how much a person has of what the law counts, in place of what she had. */
export async function saveAmount(
  tx: Transaction<Tables>,
  clinicId: string,
  one: { staffId: string; kind: Counted; code: string; amount: number; from: string; sourceId: string },
): Promise<void> {
  await sql`
    INSERT INTO scope_standing (clinic_id, staff_id, kind, code, source_id, from_at, amount)
    VALUES (${clinicId}, ${one.staffId}, ${one.kind}, ${one.code}, ${one.sourceId}, ${one.from}, ${one.amount})
    ON CONFLICT (clinic_id, staff_id, kind, code) WHERE kind IN ('training', 'performance')
    DO UPDATE SET amount = excluded.amount`.execute(tx);
}

/** Whether the law asks that somebody of a licence be in the house for an act. */
export function asksForSomebody(laws: readonly Law[], act: string): boolean {
  return laws.some((one) => one.supervision === 'onSite' && covers(one.act, act));
}
