import { useId } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { countryOf } from '#slices/records/web/index.tsx';
import type { merging } from '../contract.ts';
import { Person } from './Person.tsx';
import { fieldWords, valueWords } from './words.ts';

type Compared = OutputOf<typeof merging, 'comparePair'>;
type Sides = Record<string, 'survivor' | 'other'>;

/** The two charts and every field in which they differ. Where both say something one is chosen, by `Tab` and an arrow. */
export function FieldChoices(props: {
  compared: Compared;
  choices: Sides;
  onChoose: (choices: Sides) => void;
  errorOf: (path: string) => string | undefined;
}) {
  const { compared, choices, onChoose, errorOf } = props;
  const { survivor, other, fields } = compared;
  return (
    <div className="mg-fields">
      <Side title={m.merging_compare_stays()} chart={survivor} />
      <Side title={m.merging_compare_closes()} chart={other} />
      {fields.map((pair) => (
        <FieldRow
          key={pair.field}
          pair={pair}
          chosen={choices[pair.field]}
          error={errorOf(`choices.${pair.field}`)}
          onChoose={(side) => onChoose({ ...choices, [pair.field]: side })}
        />
      ))}
      <p className="mg-soft mg-whole">
        {fields.length === 0 ? m.merging_compare_same() : m.merging_compare_kept()}
      </p>
    </div>
  );
}

function Side({ title, chart }: { title: string; chart: Compared['survivor'] }) {
  return (
    <section className="mg-side" aria-label={title}>
      <h2>{title}</h2>
      <Person chart={chart} />
      <p className="mg-soft">{m.merging_list_items({ count: chart.items })}</p>
    </section>
  );
}

function FieldRow(props: {
  pair: Compared['fields'][number];
  chosen: 'survivor' | 'other' | undefined;
  error: string | undefined;
  onChoose: (side: 'survivor' | 'other') => void;
}) {
  const { pair, chosen, error, onChoose } = props;
  const locale = useLocale();
  const { clinic } = useMe();
  const id = useId();
  const label = fieldWords(pair.field);
  const words = (side: 'survivor' | 'other') => valueWords(pair.field, pair[side], locale, countryOf(clinic));
  if (!pair.conflict) {
    return (
      <div className="mg-row">
        <span className="mg-field">{label}</span>
        <span className="mg-value mg-soft">{m.merging_compare_nothing()}</span>
        <span className="mg-value">
          {words('other')} <span className="mg-soft">{m.merging_compare_comesAlong()}</span>
        </span>
      </div>
    );
  }
  return (
    <div className="mg-row" role="radiogroup" aria-labelledby={id} aria-invalid={error ? true : undefined}>
      <span className="mg-field" id={id}>
        {label}
      </span>
      {(['survivor', 'other'] as const).map((side) => (
        <label key={side} className="mg-value mg-choice">
          <input type="radio" name={pair.field} checked={chosen === side} onChange={() => onChoose(side)} />
          <span>{words(side)}</span>
        </label>
      ))}
      {error && <p className="mg-error">{error}</p>}
    </div>
  );
}
