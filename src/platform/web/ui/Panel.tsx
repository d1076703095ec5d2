import { type ReactNode, useId } from 'react';

/** A part of a screen with its own heading. `tone` marks it with one of the three signals; say the word inside. */
export function Panel(props: {
  title: ReactNode;
  children: ReactNode;
  actions?: ReactNode;
  tone?: 'red' | 'amber' | 'blue';
}) {
  const id = useId();
  return (
    <section className={props.tone ? `s-panel s-panel-${props.tone}` : 's-panel'} aria-labelledby={id}>
      <div className="s-panel-head">
        <h2 id={id}>{props.title}</h2>
        {props.actions && <div className="s-panel-actions">{props.actions}</div>}
      </div>
      <div className="s-panel-body">{props.children}</div>
    </section>
  );
}
