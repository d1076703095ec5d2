import { useId } from 'react';
import type { FieldProps } from './fields.tsx';

interface Options {
  options: { value: string; label: string }[];
}

/** A few choices, all visible, one touch each. Arrows move between them; with `many` each is on or off by itself. */
export function FieldChips(
  props:
    | (FieldProps<string> & Options & { many?: false })
    | (FieldProps<string[]> & Options & { many: true }),
) {
  const id = useId();
  const name = props.name ?? id;
  const chosen = (value: string) =>
    props.many ? (props.value ?? []).includes(value) : props.value === value;
  const choose = (value: string) => {
    if (!props.many) return props.onChange(value);
    const before = props.value ?? [];
    props.onChange(before.includes(value) ? before.filter((one) => one !== value) : [...before, value]);
  };
  return (
    <fieldset
      className="s-chips"
      disabled={props.disabled}
      aria-invalid={props.error ? true : undefined}
      aria-describedby={props.error ? `${id}error` : undefined}
    >
      <legend>
        {props.label}
        {props.required && (
          <span className="s-asterisk" aria-hidden>
            {' '}
            *
          </span>
        )}
      </legend>
      {props.hint && <p className="s-hint">{props.hint}</p>}
      <div className="s-chips-row">
        {props.options.map((option) => (
          <label key={option.value} className={chosen(option.value) ? 's-chip s-chip-on' : 's-chip'}>
            <input
              type={props.many ? 'checkbox' : 'radio'}
              name={name}
              checked={chosen(option.value)}
              onChange={() => choose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {props.error && (
        <p className="s-field-error" id={`${id}error`}>
          {props.error}
        </p>
      )}
    </fieldset>
  );
}
