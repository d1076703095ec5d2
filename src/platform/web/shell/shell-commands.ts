import { m } from '#messages';
import { languages } from '#platform/shared/languages.ts';
import { useLanguage } from '../language.ts';
import { useGo } from '../router/link.tsx';
import type { Command } from '../slots/web-slice.ts';
import { chooseLanguage, lock, signOut } from './session.ts';

export type ShellCommand = Pick<Command, 'id' | 'label' | 'keywords' | 'shortcut'> & { act: () => void };

/** What the shell itself can do from the palette. */
export function useShellCommands(): ShellCommand[] {
  const language = useLanguage();
  const go = useGo();
  const other = languages.find((one) => one !== language) ?? 'en';
  return [
    {
      id: 'shell.lock',
      label: m.web_lock_act,
      shortcut: 'Alt L',
      act: () => void lock().catch(() => undefined),
    },
    {
      id: 'shell.account',
      label: m.web_account_title,
      keywords: m.web_account_keywords,
      act: () => go('/account'),
    },
    { id: 'shell.language', label: m.web_language_other, act: () => void chooseLanguage(other) },
    { id: 'shell.signOut', label: m.web_signOut_act, act: () => void signOut().catch(() => undefined) },
  ];
}
