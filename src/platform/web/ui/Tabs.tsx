import { type KeyboardEvent, type ReactNode, useId } from 'react';

/** A few views of one thing. Arrows move between them; what is not chosen is not drawn. */
export function Tabs(props: {
  label: string;
  tabs: { id: string; label: string; badge?: ReactNode }[];
  value: string;
  onChange: (id: string) => void;
  children: ReactNode;
}) {
  const base = useId();
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = props.tabs.findIndex((tab) => tab.id === props.value);
    const next = props.tabs[(at + step + props.tabs.length) % props.tabs.length];
    if (!next) return;
    props.onChange(next.id);
    document.getElementById(`${base}${next.id}`)?.focus();
  };
  return (
    <div className="s-tabs">
      <div role="tablist" aria-label={props.label} onKeyDown={move} tabIndex={-1}>
        {props.tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${base}${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab.id === props.value}
            aria-controls={`${base}panel`}
            tabIndex={tab.id === props.value ? 0 : -1}
            onClick={() => props.onChange(tab.id)}
          >
            {tab.label}
            {tab.badge !== undefined && <span className="s-tab-badge">{tab.badge}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${base}panel`} aria-labelledby={`${base}${props.value}`}>
        {props.children}
      </div>
    </div>
  );
}
