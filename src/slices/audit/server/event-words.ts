import { hasWords, words } from '#platform/server/words.ts';
import type { Language } from '#platform/shared/languages.ts';

/**
 * What happened, in clinic words: the event's own (`audit_event_<slice>_<verb>`), or else those of the right that it
 * needed, which every verb has.
 */
export function eventWords(language: Language, event: string, action: string | null): string {
  const own = `audit_event_${event.replace('.', '_')}`;
  if (hasWords(own)) return words(language, own);
  const right = (action ?? event).replace('.', '_action_');
  return hasWords(right) ? capital(words(language, right)) : words(language, 'audit_event_other');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
