import { numberFormat, pluralRules } from './formatters.ts';

/** The two languages of the product. A code, never display text: what is shown comes from the messages. */
export type Language = 'en' | 'id';

/** The two countries whose rules the product knows. */
export type Country = 'US' | 'ID';

/** The two ways of writing dates and figures. Words and separators always go together. */
export type Locale = 'en-US' | 'id-ID';

export const languages: readonly Language[] = ['en', 'id'];

const localeOfLanguage: Record<Language, Locale> = { en: 'en-US', id: 'id-ID' };

/**
 * The locale in which dates and figures are written for a reader of this language.
 * It follows the reader, not the clinic: an English screen in Jakarta reads 36.8 like every other English screen.
 */
export function localeFor(language: Language): Locale {
  return localeOfLanguage[language];
}

/** The language of a locale. */
export function languageOf(locale: Locale): Language {
  return locale === 'id-ID' ? 'id' : 'en';
}

/** The language that a clinic of this country starts with. */
export function languageOfCountry(country: Country): Language {
  return country === 'ID' ? 'id' : 'en';
}

/** Whether the text is one of our language codes; for values from cookies, headers and imports. */
export function isLanguage(text: unknown): text is Language {
  return text === 'en' || text === 'id';
}

/**
 * A count with the right form of its noun: `1 patient`, `5 patients`, `5 pasien`.
 * Indonesian has one form for every number, so `forms.other` serves there alone.
 */
export function countLabel(count: number, forms: { one?: string; other: string }, locale: Locale): string {
  const rule = pluralRules(locale).select(count);
  const noun = rule === 'one' && forms.one !== undefined ? forms.one : forms.other;
  return `${numberFormat(locale).format(count)} ${noun}`;
}
