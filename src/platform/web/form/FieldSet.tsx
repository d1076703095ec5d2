import type { ReactNode } from 'react';

/** Fields that belong together, under one legend; side by side where there is room. */
export function FieldSet(props: { legend: ReactNode; children: ReactNode; columns?: 1 | 2 | 3 | 4 }) {
  return (
    <fieldset className="s-fieldset">
      <legend>{props.legend}</legend>
      <div className={`s-fields s-fields-${props.columns ?? 2}`}>{props.children}</div>
    </fieldset>
  );
}
