import { type ReactNode, useEffect, useRef } from 'react';
import { m } from '#messages';
import { languages } from '#platform/shared/languages.ts';
import { switchLanguage, useLanguage } from '#platform/web/language.ts';
import './check-in.css';

const names = { en: 'English', id: 'Bahasa Indonesia' } as const;

/** One question on an otherwise empty page. The heading takes the focus, so that each page is read out from its start. */
export function SelfPage(props: { title: string; children: ReactNode; tone?: 'red'; foot?: ReactNode }) {
  const { title } = props;
  const language = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new title is a new page
  useEffect(() => {
    document.title = m.checkIn_title();
    heading.current?.focus();
    scrollTo(0, 0);
  }, [title]);
  return (
    <main className={props.tone ? 'ci-page ci-page-red' : 'ci-page'}>
      <div className="ci-languages" role="group" aria-label={`${names.en} / ${names.id}`}>
        {languages.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            aria-pressed={one === language}
            className="ci-language"
            onClick={() => switchLanguage(one)}
          >
            {names[one]}
          </button>
        ))}
      </div>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {props.children}
      {props.foot && <div className="ci-foot">{props.foot}</div>}
    </main>
  );
}

/** A target that no finger misses. */
export function Big(props: {
  children: ReactNode;
  onClick?: () => void;
  tone?: 'primary' | 'plain' | 'red';
  pending?: boolean;
  submit?: boolean;
  pressed?: boolean;
}) {
  return (
    <button
      type={props.submit ? 'submit' : 'button'}
      className={`ci-big ci-big-${props.tone ?? 'quiet'}`}
      aria-busy={props.pending || undefined}
      aria-disabled={props.pending || undefined}
      aria-pressed={props.pressed}
      onClick={props.pending ? undefined : props.onClick}
    >
      {props.children}
    </button>
  );
}

/** A field of a patient's: its label above, nothing that the browser remembers or proposes. */
export function Field(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  name: string;
  inputMode?: 'text' | 'numeric' | 'tel' | 'email';
  maxLength?: number;
  error?: string | undefined;
  hint?: string;
}) {
  const { name, error, hint } = props;
  const about = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div className="ci-field">
      <label htmlFor={name}>{props.label}</label>
      {hint && (
        <p id={`${name}-hint`} className="ci-soft">
          {hint}
        </p>
      )}
      <input
        id={name}
        name={name}
        value={props.value}
        inputMode={props.inputMode ?? 'text'}
        maxLength={props.maxLength ?? 200}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        data-1p-ignore
        aria-invalid={error ? true : undefined}
        aria-describedby={about || undefined}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      {error && (
        <p id={`${name}-error`} className="ci-error">
          {error}
        </p>
      )}
    </div>
  );
}

export function Wrong({ words }: { words: string | undefined }) {
  return (
    <p className="ci-error" role="alert">
      {words}
    </p>
  );
}
