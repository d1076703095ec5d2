/** Through the storage all tabs know when one of them was last used. */
export const usedAtKey = 'serambi.usedAt';

/** Whether no tab of the browser was used for so many minutes. */
export function isIdle(idleMinutes: number | undefined): boolean {
  const usedAt = Number(localStorage.getItem(usedAtKey) ?? Date.now());
  return idleMinutes !== undefined && Date.now() - usedAt > idleMinutes * 60_000;
}

/** Written at once, in one go with the dark screen: whoever reloads the page a moment later finds it locked. */
const lockedKey = 'serambi.locked';

export const markLocked = () => localStorage.setItem(lockedKey, 'yes');
export const unmarkLocked = () => localStorage.removeItem(lockedKey);

/** The screen was locked here, and the server has not opened it since. */
export const isMarkedLocked = () => localStorage.getItem(lockedKey) !== null;
