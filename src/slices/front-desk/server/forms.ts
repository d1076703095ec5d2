import type { Consent } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { Temporal } from '#platform/shared/time.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { Form } from '../contract.ts';
import { formSystem } from './systems.ts';
import { todayOf } from './visits.ts';

/** Version of the texts that come with the program; a clinic's own text is another version. */
const shippedVersion = '2026-01';

interface Shipped {
  code: string;
  countries: readonly string[];
  mayRefuse: boolean;
}

/** What a clinic begins with. Of the privacy notice a refusal to sign is written down and care goes on (45 CFR 164.520). */
const shipped: readonly Shipped[] = [
  { code: 'generalConsent', countries: ['ID', 'US'], mayRefuse: false },
  { code: 'privacyNotice', countries: ['ID', 'US'], mayRefuse: true },
  { code: 'financialPolicy', countries: ['US'], mayRefuse: true },
];

/** The forms in force in one language: the clinic's newest versions over those that come with the program. */
export async function loadForms(ctx: Context, language: Language): Promise<Form[]> {
  const rows = await ctx.db
    .selectFrom('front_desk_form')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('language', '=', language)
    .orderBy('since')
    .execute();
  const forms = new Map<string, Form>();
  for (const one of shipped.filter(({ countries }) => countries.includes(ctx.clinic.country))) {
    forms.set(one.code, {
      code: one.code,
      language,
      version: shippedVersion,
      title: words(language, `frontDesk_form_${one.code}_title`),
      body: words(language, `frontDesk_form_${one.code}_body`, { clinic: ctx.clinic.name }),
      validMonths: 12,
      required: true,
      mayRefuse: one.mayRefuse,
    });
  }
  for (const row of rows) {
    forms.set(row.code, {
      code: row.code,
      language,
      version: row.version,
      title: row.title,
      body: row.body,
      validMonths: row.valid_months,
      required: row.required,
      mayRefuse: row.may_refuse,
    });
  }
  return [...forms.values()];
}

export interface FormState extends Form {
  state: 'needed' | 'signed' | 'refused';
  signedAt?: string | undefined;
}

/** Which forms a patient has still to sign. A version that was replaced since, or one grown old, is asked again. */
export async function formsOf(
  ctx: Context,
  patientId: string,
  language: Language,
  visitId: string,
): Promise<FormState[]> {
  const forms = await loadForms(ctx, language);
  const consents = await ctx.record.search('Consent', {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
    limit: 200,
  });
  return forms.map((form) => {
    const kept = consents
      .filter((one) => counts(ctx, one, form, visitId))
      .toSorted((a, b) => ((a.dateTime ?? '') < (b.dateTime ?? '') ? 1 : -1))[0];
    if (!kept) return { ...form, state: 'needed' };
    return { ...form, state: kept.status === 'active' ? 'signed' : 'refused', signedAt: kept.dateTime };
  });
}

/** Signed in another language it was signed all the same: the version says whether the text is still the same. */
function counts(ctx: Context, consent: Consent, form: Form, visitId: string): boolean {
  if (consent.status !== 'active' && consent.status !== 'rejected') return false;
  const coding = consent.policyRule?.coding?.find(
    (one) => one.system === formSystem && one.code === form.code,
  );
  if (!coding || !consent.dateTime || (coding.version !== form.version && consent.language === form.language))
    return false;
  if (form.validMonths === 0)
    return (
      consent.extension?.some((one) => one.valueReference?.reference === `Encounter/${visitId}`) ?? false
    );
  const oldest = Temporal.PlainDate.from(todayOf(ctx)).subtract({ months: form.validMonths });
  return consent.dateTime.slice(0, 10) >= oldest.toString();
}

/** Adds a version of a form. @returns false when that version stands already, for somebody may have signed it */
export async function putForm(ctx: Context, form: Form): Promise<boolean> {
  const done = await sql`
    INSERT INTO front_desk_form
      (clinic_id, code, language, version, title, body, valid_months, required, may_refuse, since)
    VALUES (${ctx.clinic.id}, ${form.code}, ${form.language}, ${form.version}, ${form.title}, ${form.body},
      ${form.validMonths}, ${form.required}, ${form.mayRefuse}, ${ctx.now})
    ON CONFLICT DO NOTHING`.execute(ctx.db);
  return done.numAffectedRows === 1n;
}
