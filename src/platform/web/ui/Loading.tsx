import { useEffect, useState } from 'react';
import { m } from '#messages';

/** Grey lines where text will be. Nothing for the first 200 ms: what comes at once must not flicker. */
export function Loading(props: { rows?: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div className="s-loading" aria-busy="true" />;
  return (
    <div className="s-loading" role="status" aria-busy="true">
      <span className="s-hidden">{m.web_loading()}</span>
      {Array.from({ length: props.rows ?? 4 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span key={row} className="s-loading-row" />
      ))}
    </div>
  );
}
