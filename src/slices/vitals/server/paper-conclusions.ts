import { localeFor } from '#platform/shared/languages.ts';
import { formatNumber } from '#platform/shared/quantities.ts';
import type { VitalsSet } from '../contract.ts';
import { lackingSigns } from '../shared/news2.ts';
import type { PaperFor } from './papers.ts';

/** What several signs of a set say together: the early warning score where the clinic uses it, and the posture test. */
export function conclusionsOn(about: PaperFor, { news2, orthostatic }: VitalsSet): string[] {
  return [...newsOn(about, news2), ...postureOn(about, orthostatic)];
}

/** A set without all its parts has no score, and says which are lacking. */
function newsOn({ word }: PaperFor, news2: VitalsSet['news2']): string[] {
  if (news2?.status === 'complete') return [word(`news2_${news2.risk}`, { score: news2.score })];
  if (news2?.status === 'notApplicable')
    return news2.reason === 'pregnant' ? [word('news2_not_applicable')] : [];
  const missing = lackingSigns(news2?.missing ?? []);
  if (missing.length === 0) return [];
  return [word('news2_incomplete', { missing: missing.map((sign) => word(`sign_${sign}`)).join(', ') })];
}

function postureOn({ word, language }: PaperFor, found: VitalsSet['orthostatic']): string[] {
  if (!found) return [];
  const write = (value: number) => formatNumber(value, 0, localeFor(language));
  const falls = { systolic: write(found.systolicFall), diastolic: write(found.diastolicFall) };
  return [
    word(found.positive ? 'strip_orthostatic' : 'strip_orthostaticNegative', falls),
    ...(found.symptoms ? [word('orthostatic_symptoms')] : []),
    ...(found.tellClinicianHeartRate
      ? [word('strip_orthostaticPulse', { rise: write(found.heartRateRise ?? 0) })]
      : []),
  ];
}
