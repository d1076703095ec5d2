import { useId } from 'react';
import './public.css';

/** A field of somebody's own page: her browser may fill in what it knows of her (WCAG 2.2, 1.3.5). */
export function Field(props: {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  hint?: string;
  required?: boolean;
  lines?: number;
  autoComplete?: string;
  inputMode?: 'text' | 'numeric' | 'tel' | 'email';
  maxLength?: number;
}) {
  const id = useId();
  const { error, hint } = props;
  const shared = {
    id,
    name: props.name,
    value: props.value,
    maxLength: props.maxLength ?? 200,
    autoComplete: props.autoComplete ?? 'off',
    'aria-required': props.required || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
  };
  return (
    <div className="s-public-field">
      <label htmlFor={id}>
        {props.label}
        {props.required && (
          <span className="s-asterisk" aria-hidden>
            {' '}
            *
          </span>
        )}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="s-public-soft">
          {hint}
        </p>
      )}
      {props.lines ? (
        <textarea
          {...shared}
          rows={props.lines}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      ) : (
        <input
          {...shared}
          inputMode={props.inputMode ?? 'text'}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
      {error && (
        <p id={`${id}-error`} className="s-public-error">
          {error}
        </p>
      )}
    </div>
  );
}
