import { type KeyboardEvent, useId, useState } from 'react';

export interface SearchChoice {
  id: string;
  label: string;
  detail?: string;
}

/**
 * A field whose choices stand under it as one types: arrows move, Enter takes the marked one (the first unless moved),
 * Esc clears. The focus stays in the field, so that the next entry can follow at once.
 */
export function SearchBox(props: {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  choices: readonly SearchChoice[];
  onChoose: (id: string) => void;
}) {
  const id = useId();
  const [marked, setMarked] = useState(0);
  const { choices } = props;
  const at = Math.min(marked, choices.length - 1);
  const choose = (choice: SearchChoice | undefined) => {
    if (!choice) return;
    setMarked(0);
    props.onChoose(choice.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && choices.length > 0) {
      event.preventDefault();
      setMarked((at + step + choices.length) % choices.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(choices[at]);
    } else if (event.key === 'Escape' && props.text !== '') {
      // the first Esc empties the field, the next one goes back
      event.stopPropagation();
      props.onText('');
    }
  };
  return (
    <div className="o-search">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        type="text"
        className="o-search-field"
        role="combobox"
        autoComplete="off"
        aria-expanded={choices.length > 0}
        aria-controls={`${id}list`}
        aria-autocomplete="list"
        aria-activedescendant={choices[at] ? `${id}-${at}` : undefined}
        placeholder={props.placeholder}
        value={props.text}
        onChange={(event) => {
          setMarked(0);
          props.onText(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}list`}
        role="listbox"
        aria-label={props.label}
        className="o-choices"
        hidden={choices.length === 0}
      >
        {choices.map((choice, index) => (
          <div
            key={choice.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={index === at ? 'o-choice o-choice-on' : 'o-choice'}
            // before the field loses the focus
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(choice)}
            onKeyDown={onKeyDown}
          >
            <strong>{choice.label}</strong>
            {choice.detail && <span className="o-soft"> {choice.detail}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}
