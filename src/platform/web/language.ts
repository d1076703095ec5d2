import { createContext, useContext } from 'react';
import { overwriteGetLocale } from '#messages/runtime.js';
import { type Language, type Locale, isLanguage, localeFor } from '../shared/languages.ts';

const storageKey = 'serambi.language';

let current: Language = startLanguage();
const listeners = new Set<() => void>();
overwriteGetLocale(() => current);

/** The language last chosen at this screen, else the browser's, else English. */
function startLanguage(): Language {
  const kept = globalThis.localStorage?.getItem(storageKey);
  if (isLanguage(kept)) return kept;
  return globalThis.navigator?.language?.toLowerCase().startsWith('id') ? 'id' : 'en';
}

/** The language in which messages speak now. Components take it from `useLanguage`. */
export function currentLanguage(): Language {
  return current;
}

/** Switches all words at once, without a reload: every screen is drawn again, and nothing that was typed is lost. */
export function switchLanguage(language: Language): void {
  if (language === current) return;
  current = language;
  globalThis.localStorage?.setItem(storageKey, language);
  globalThis.document?.documentElement.setAttribute('lang', language);
  for (const listener of listeners) listener();
}

/** Calls back after each switch; returns the way to stop. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Provided by the shell. Reading it is what draws a component again after a switch. */
export const LanguageContext = createContext<Language>('en');

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** The locale of dates and figures for the reader. */
export function useLocale(): Locale {
  return localeFor(useLanguage());
}
