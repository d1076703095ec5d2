import { useEffect } from 'react';
import { isIdle, usedAtKey } from './idle.ts';
import { lock } from './session.ts';

/** Locks the screen when no tab of the browser was used for so many minutes. The server has its own timer besides. */
export function useIdleLock(idleMinutes: number | undefined): void {
  useEffect(() => {
    if (!idleMinutes) return;
    let notedAt = 0;
    const note = () => {
      const now = Date.now();
      if (now - notedAt < 5_000) return;
      notedAt = now;
      localStorage.setItem(usedAtKey, String(now));
    };
    const look = () => {
      if (isIdle(idleMinutes)) void lock().catch(() => undefined);
    };
    note();
    const timer = setInterval(look, 10_000);
    const acts = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
    for (const act of acts) addEventListener(act, note, { passive: true });
    // A laptop that was shut for an hour must not show the chart for ten seconds.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      for (const act of acts) removeEventListener(act, note);
      document.removeEventListener('visibilitychange', look);
    };
  }, [idleMinutes]);
}
