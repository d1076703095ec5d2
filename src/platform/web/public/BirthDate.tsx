import { useId } from 'react';
import { m } from '#messages';
import { useLanguage } from '../language.ts';
import { type DateParts, partsIn } from './date-parts.ts';
import { Field } from './Field.tsx';

/** A birth date in three fields, each with its name, in the order of the language. */
export function BirthDate(props: {
  label: string;
  value: DateParts;
  onChange: (value: DateParts) => void;
  error: string | undefined;
}) {
  const { value, onChange, error } = props;
  const id = useId();
  const language = useLanguage();
  const words = { day: m.web_public_day, month: m.web_public_month, year: m.web_public_year };
  return (
    <fieldset className="s-public-date" aria-describedby={error ? id : undefined}>
      <legend>{props.label}</legend>
      <div className="s-public-date-parts">
        {partsIn(language).map((part) => (
          <Field
            key={part}
            label={words[part]()}
            name={`birth-${part}`}
            value={value[part]}
            inputMode="numeric"
            autoComplete={`bday-${part}`}
            maxLength={part === 'year' ? 4 : 2}
            required
            onChange={(text) => onChange({ ...value, [part]: text.replace(/\D/g, '') })}
          />
        ))}
      </div>
      {error && (
        <p id={id} className="s-public-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
