import { useEffect, useState } from 'react';

const tickMs = 20_000;

/** Milliseconds since 1970, read again often enough for what turns late while nobody touches the screen. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
