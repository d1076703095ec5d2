import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import type { OrderDetail } from '../contract.ts';
import { describeOrder, type WordOf } from '../shared/describe.ts';

/** This slice's words in one language. */
export function wordOf(language: Language): WordOf {
  return (key, params) => words(language, `orders_${key}`, params);
}

/** One line of an order in a language; `label` is the favourite's in that language, where there is one. */
export function orderLine(detail: OrderDetail, label: string | undefined, language: Language): string {
  return describeOrder(detail, label, wordOf(language), (day) => formatPlainDate(day, localeFor(language)));
}
