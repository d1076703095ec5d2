import { m } from '#messages';
import { localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { call } from '#platform/web/client/call.ts';
import { currentLanguage } from '#platform/web/language.ts';
import type { Hit } from '#platform/web/slots/web-slice.ts';
import { frontDesk } from '../contract.ts';
import { isHere, isMain, rankOf } from '../shared/steps.ts';
import { keepLine } from './spoken-line.ts';

/** Today's visits of people who fit the words as spoken: Enter greets, or opens whoever is greeted already. */
export async function findVisits(text: string, signal: AbortSignal): Promise<Hit[]> {
  const { visits } = await call(frontDesk, 'findVisits', { text }, { signal });
  const locale = localeFor(currentLanguage());
  return visits.map((visit) => {
    const greeted = isHere(visit.step) && isMain(visit.step) && rankOf(visit.step) >= rankOf('waiting');
    const birth = visit.birthDate && formatPlainDate(visit.birthDate, locale, 'short');
    const known = visit.masked ? m.records_pick_masked({ year: visit.birthDate ?? '?' }) : birth;
    if (!visit.masked) keepLine(visit.visitId, text);
    return {
      id: visit.visitId,
      title: greeted ? visit.name : m.frontDesk_find_greet({ name: visit.name }),
      detail: [known, visit.recordNumber, visit.stepLabel].filter(Boolean).join(' · '),
      to: greeted ? `/visits/${visit.visitId}` : `/visits/${visit.visitId}/greet`,
    };
  });
}
