import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { type HTMLAttributes, useId, useState } from 'react';
import { m } from '#messages';

/**
 * A field of the pages before sign-in. Not one of the form's: those bring a third of the component library with them,
 * and these pages are what every device loads first.
 */
export function EntryField(props: {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string | undefined;
  /** What the browser's password store makes of it. */
  secret?: 'current-password' | 'new-password';
  /** Where it is neither a secret nor a sign-in name: `one-time-code` for what an app shows. */
  autoComplete?: 'one-time-code';
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  maxLength?: number;
  autoFocus?: boolean;
  readOnly?: boolean;
  required?: boolean;
}) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const told = [props.hint ? `${id}hint` : '', props.error ? `${id}error` : ''].filter(Boolean).join(' ');
  return (
    <div className="s-entry">
      <label htmlFor={id}>
        {props.label}
        {props.required && (
          <span className="s-asterisk" aria-hidden>
            {' *'}
          </span>
        )}
      </label>
      {props.hint && (
        <p className="s-hint" id={`${id}hint`}>
          {props.hint}
        </p>
      )}
      <div className="s-entry-box">
        <input
          id={id}
          name={props.name}
          type={props.secret && !shown ? 'password' : 'text'}
          autoComplete={
            props.secret ?? props.autoComplete ?? (props.name === 'username' ? 'username' : 'off')
          }
          autoCapitalize="none"
          spellCheck={false}
          inputMode={props.inputMode}
          maxLength={props.maxLength}
          readOnly={props.readOnly}
          aria-required={props.required}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={told || undefined}
          // biome-ignore lint/a11y/noAutofocus: the page is there for this one entry
          autoFocus={props.autoFocus}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
        {props.secret && (
          <button
            type="button"
            aria-label={m.web_password_show()}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? <IconEyeOff size={20} aria-hidden /> : <IconEye size={20} aria-hidden />}
          </button>
        )}
      </div>
      {props.error && (
        <p className="s-field-error" id={`${id}error`}>
          {props.error}
        </p>
      )}
    </div>
  );
}
