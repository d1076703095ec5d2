import { useState } from 'react';
import { m } from '#messages';
import { type FieldProps, FieldSelect } from './fields.tsx';

/** Several of many: each is found as one types and then stands in a list, in words, to be taken away again. */
export function FieldPicks(
  props: FieldProps<string[]> & { options: { value: string; label: string }[]; placeholder?: string },
) {
  const [picked, setPicked] = useState(false);
  const { value, options, onChange } = props;
  const labelOf = (one: string) => options.find((option) => option.value === one)?.label ?? one;
  return (
    <div className="s-picks">
      <FieldSelect
        // a search begins anew after each pick, and goes on where it was
        key={value.length}
        {...props}
        autoFocus={picked || (props.autoFocus ?? false)}
        value=""
        options={options.filter((option) => !value.includes(option.value))}
        onChange={(one) => {
          setPicked(true);
          onChange([...value, one]);
        }}
      />
      {value.length > 0 && (
        <ul>
          {value.map((one) => (
            <li key={one}>
              <span>{labelOf(one)}</span>
              <button
                type="button"
                disabled={props.disabled}
                aria-label={m.web_picks_remove({ item: labelOf(one) })}
                onClick={() => onChange(value.filter((other) => other !== one))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
