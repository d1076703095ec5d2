import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import type { LawShown, workforce } from '#slices/workforce/contract.ts';

export type Law = OutputOf<typeof workforce, 'law'>;

/** What a rule asks for, in words, one after the other. */
export function lawWords(rule: LawShown, language: Language): string {
  if (!rule.on) return m.workforce_law_off();
  if (rule.forbidden) return m.workforce_law_forbidden();
  const hours = (rule.minutes / 60).toLocaleString(localeFor(language));
  const asked = [
    rule.minutes > 0 && m.workforce_law_shortHours({ hours, subject: rule.subjectWords }),
    rule.performances > 0 &&
      m.workforce_law_shortPerformances({ count: rule.performances, label: rule.label[language] }),
    rule.credentials.length > 0 && m.workforce_law_shortCredentials({ codes: rule.credentials.join(', ') }),
    rule.supervision === 'indirect' && m.workforce_law_short_indirect(),
    rule.supervision === 'onSite' && onSiteWords[rule.supervisor](),
  ];
  return asked.filter(Boolean).join(' · ') || m.workforce_law_nothing();
}

const onSiteWords = {
  nurse: m.workforce_law_short_nurse,
  prescriber: m.workforce_law_short_prescriber,
};

/** The act, and of which jobs where the law means some only. */
export function actOf(rule: LawShown, language: Language): string {
  if (rule.jobs.length === 0) return rule.actWords;
  const jobs = rule.jobs.map((label) => label[language]).join(', ');
  return `${rule.actWords} (${m.workforce_law_jobs({ jobs })})`;
}
