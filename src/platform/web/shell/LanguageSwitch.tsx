import { m } from '#messages';
import { languages } from '#platform/shared/languages.ts';
import { useLanguage } from '../language.ts';
import { chooseLanguage } from './session.ts';

/** A language is named in itself: whoever needs the switch may not read the other one. */
const names = { en: 'English', id: 'Indonesia' } as const;

/** Switches all words at once; works before sign-in. */
export function LanguageSwitch() {
  const current = useLanguage();
  return (
    <div className="s-languages" role="group" aria-label={m.web_language()}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => void chooseLanguage(language)}
        >
          {language.toUpperCase()}
          <span className="s-hidden"> {names[language]}</span>
        </button>
      ))}
    </div>
  );
}
