import { useEffect, useRef, useState } from 'react';

/**
 * Text that a person types beside the value it means. The text is hers while she is in the field; a value that comes
 * from elsewhere (a draft, another field) is written into it.
 */
export function useTyped(value: string, show: (value: string) => string) {
  const [text, setText] = useState(() => show(value));
  const own = useRef(value);
  const showing = useRef(show);
  showing.current = show;
  useEffect(() => {
    if (value === own.current) return;
    own.current = value;
    setText(showing.current(value));
  }, [value]);
  return {
    text,
    /** She typed; `meant` is the value it stands for. */
    type: (typed: string, meant: string) => {
      own.current = meant;
      setText(typed);
    },
    /** She left the field: the understood value is written out. */
    settle: () => setText(showing.current(own.current)),
  };
}
