import { m } from '#messages';
import { call } from '#platform/web/client/call.ts';
import { currentLanguage } from '#platform/web/language.ts';
import { localeFor } from '#platform/shared/languages.ts';
import type { Hit } from '#platform/web/slots/web-slice.ts';
import { records } from '../contract.ts';
import { dateWords } from './words.ts';

/** Patients for the finder. A masked one leads to the question for a second identifier, not into the chart. */
export async function findPatients(text: string, signal: AbortSignal): Promise<Hit[]> {
  const { patients } = await call(records, 'findPatients', { text, limit: 10 }, { signal });
  const locale = localeFor(currentLanguage());
  return patients.map((one) => ({
    id: one.id,
    title: one.name,
    detail: [
      one.recordNumber,
      one.joined?.length ? m.records_find_joined({ numbers: one.joined.join(', ') }) : undefined,
      one.birthDate && dateWords(one.birthDate, locale),
      one.city,
    ]
      .filter(Boolean)
      .join(' · '),
    to: one.masked
      ? `/patients?${new URLSearchParams({ find: text, identify: one.id })}`
      : `/patients/${encodeURIComponent(one.id)}`,
  }));
}
