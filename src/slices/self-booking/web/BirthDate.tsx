import { useId } from 'react';
import { m } from '#messages';
import { isDate } from '#platform/shared/time.ts';
import { useLanguage } from '#platform/web/language.ts';
import { Field } from './Field.tsx';

export interface DateParts {
  day: string;
  month: string;
  year: string;
}

/** A date in three fields, each with its name, in the order of the language. */
export function BirthDate(props: {
  value: DateParts;
  onChange: (value: DateParts) => void;
  error: string | undefined;
}) {
  const { value, onChange, error } = props;
  const id = useId();
  const language = useLanguage();
  const words = {
    day: m.selfBooking_page_day,
    month: m.selfBooking_page_month,
    year: m.selfBooking_page_year,
  };
  const order = language === 'id' ? (['day', 'month', 'year'] as const) : (['month', 'day', 'year'] as const);
  return (
    <fieldset className="sb-date" aria-describedby={error ? id : undefined}>
      <legend>{m.selfBooking_page_birth()}</legend>
      <div className="sb-date-parts">
        {order.map((part) => (
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
        <p id={id} className="sb-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** `YYYY-MM-DD`; undefined for a day that the calendar has not. */
export function dateOf({ day, month, year }: DateParts): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(text) ? text : undefined;
}
