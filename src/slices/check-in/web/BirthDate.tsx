import { m } from '#messages';
import { useLanguage } from '#platform/web/language.ts';
import { Field } from './SelfPage.tsx';

export interface DateParts {
  day: string;
  month: string;
  year: string;
}
export const noDate: DateParts = { day: '', month: '', year: '' };

/** A date in three fields, each with its name: no order has to be guessed, and no calendar of ninety years be turned. */
export function BirthDate(props: { value: DateParts; onChange: (value: DateParts) => void }) {
  const { value, onChange } = props;
  const language = useLanguage();
  const words = { day: m.checkIn_who_day, month: m.checkIn_who_month, year: m.checkIn_who_year };
  const order = language === 'id' ? (['day', 'month', 'year'] as const) : (['month', 'day', 'year'] as const);
  return (
    <fieldset className="ci-date">
      <legend className="ci-legend">{m.checkIn_who_birth()}</legend>
      <div className="ci-date-parts">
        {order.map((part) => (
          <Field
            key={part}
            label={words[part]()}
            name={`birth-${part}`}
            value={value[part]}
            inputMode="numeric"
            maxLength={part === 'year' ? 4 : 2}
            onChange={(text) => onChange({ ...value, [part]: text.replace(/\D/g, '') })}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** `YYYY-MM-DD`; undefined for a day that the calendar has not. */
export function dateOf({ day, month, year }: DateParts): string | undefined {
  if (!/^\d{4}$/.test(year)) return undefined;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text ? text : undefined;
}
