import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { type Area, areaWords } from './words.ts';

const steps = ['1', '2', '3', '4', '5'];

/** One to five by area; nothing is chosen beforehand, so that nobody signs what she did not think. */
export function RatingFields(props: {
  areas: readonly Area[];
  field: (area: Area) => {
    name: string;
    value: string;
    onChange: (value: string) => void;
    error: string | undefined;
  };
}) {
  return (
    <>
      <p className="s-hint">{m.training_rating_scale()}</p>
      <div className="tr-ratings">
        {props.areas.map((area) => (
          <FieldChips
            key={area}
            label={areaWords[area]()}
            options={steps.map((step) => ({ value: step, label: step }))}
            {...props.field(area)}
            required
          />
        ))}
      </div>
    </>
  );
}

/** What was rated, to read. */
export function RatingList({ ratings }: { ratings: Partial<Record<Area, number>> }) {
  return (
    <dl className="tr-rated">
      {Object.entries(ratings).map(([area, rating]) => (
        <div key={area}>
          <dt>{areaWords[area as Area]()}</dt>
          <dd>{m.training_ratingOf({ rating })}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Empty ratings of a form, by area. */
export function unrated<A extends Area>(areas: readonly A[]): Record<A, string> {
  return Object.fromEntries(areas.map((area) => [area, ''])) as Record<A, string>;
}

/** Figures of a form's ratings; one that is not chosen is left out, so that the form names its field. */
export function figures<A extends Area>(values: Record<A, string>): Record<A, number> {
  const chosen = Object.entries<string>(values).filter(([, text]) => text !== '');
  return Object.fromEntries(chosen.map(([area, text]) => [area, Number(text)])) as Record<A, number>;
}
