import { m } from '#messages';
import { useLanguage } from '#platform/web/language.ts';
import { type DateParts, partsIn } from '#platform/web/public/date-parts.ts';
import { Field } from './SelfPage.tsx';

/** A date in three fields, each with its name: no order has to be guessed, and no calendar of ninety years be turned. */
export function BirthDate(props: { value: DateParts; onChange: (value: DateParts) => void }) {
  const { value, onChange } = props;
  const language = useLanguage();
  const words = { day: m.web_public_day, month: m.web_public_month, year: m.web_public_year };
  return (
    <fieldset className="ci-date">
      <legend className="ci-legend">{m.checkIn_who_birth()}</legend>
      <div className="ci-date-parts">
        {partsIn(language).map((part) => (
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
