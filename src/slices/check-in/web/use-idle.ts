import { useEffect, useRef, useState } from 'react';

const quietSeconds = 60;
export const warnSeconds = 15;

/**
 * Counts the seconds without a touch or a key. @returns seconds left once the warning shows, undefined before
 * @param onOver blanks the page
 */
export function useIdle(on: boolean, onOver: () => void): { left: number | undefined; stay: () => void } {
  const [quiet, setQuiet] = useState(0);
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    setQuiet(0);
    if (!on) return;
    const used = () => setQuiet((before) => (before < quietSeconds ? 0 : before));
    const timer = setInterval(() => setQuiet((before) => before + 1), 1000);
    for (const event of useEvents) addEventListener(event, used, { passive: true });
    return () => {
      clearInterval(timer);
      for (const event of useEvents) removeEventListener(event, used);
    };
  }, [on]);
  const left = quiet >= quietSeconds ? quietSeconds + warnSeconds - quiet : undefined;
  const isOver = on && left !== undefined && left <= 0;
  useEffect(() => {
    if (isOver) over.current();
  }, [isOver]);
  return { left: on ? left : undefined, stay: () => setQuiet(0) };
}

/** Once the warning shows, only its own button says that somebody is there: a sleeve on the glass is nobody. */
const useEvents = ['pointerdown', 'keydown', 'input'] as const;
