import { useEffect, useState } from 'react';

/** Minutes are all that is shown. */
const everyMs = 20_000;

/** The present by this browser's clock (ms), read again while nothing is pushed and nobody touches the screen. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
