import { useEffect, useState } from 'react';

/** Minutes are all that is shown. */
const everyMs = 20_000;

/** The present by this browser's clock (ms), redrawn while nothing is pushed. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
