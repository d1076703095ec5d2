import { useId } from 'react';

/** A small choice beside a figure, always visible: the site, the unit, the arm. Native, so that a finger gets its wheel. */
export function Choice(props: {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  /** The words of the empty choice; without them one is always chosen. */
  unsaid?: string;
}) {
  const id = useId();
  return (
    <span className="v-choice">
      <label htmlFor={id}>{props.label}</label>
      <select id={id} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.unsaid !== undefined && <option value="">{props.unsaid}</option>}
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </span>
  );
}
