import { IconBackspace } from '@tabler/icons-react';
import { m } from '#messages';

/** Large digits for touch. Keeps the focus where it was, so that a keyboard types on beside it. */
export function NumberPad(props: {
  onDigit: (digit: string) => void;
  onErase: () => void;
  onDone?: () => void;
  /** The decimal key, as the reader writes it. */
  decimal?: ',' | '.';
  disabled?: boolean;
}) {
  const key = (digit: string) => (
    <button key={digit} type="button" disabled={props.disabled} onClick={() => props.onDigit(digit)}>
      {digit}
    </button>
  );
  return (
    <div
      className="s-pad"
      role="group"
      aria-label={m.web_numberPad()}
      onPointerDown={(event) => event.preventDefault()}
    >
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(key)}
      {props.decimal ? key(props.decimal) : <span />}
      {key('0')}
      <button type="button" disabled={props.disabled} onClick={props.onErase} aria-label={m.web_erase()}>
        <IconBackspace size={22} aria-hidden />
      </button>
      {props.onDone && (
        <button type="button" className="s-pad-done" disabled={props.disabled} onClick={props.onDone}>
          {m.web_done()}
        </button>
      )}
    </div>
  );
}
