/** Through the storage all tabs know when one of them was last used. */
export const usedAtKey = 'serambi.usedAt';

/** Whether no tab of the browser was used for so many minutes. */
export function isIdle(idleMinutes: number | undefined): boolean {
  const usedAt = Number(localStorage.getItem(usedAtKey) ?? Date.now());
  return idleMinutes !== undefined && Date.now() - usedAt > idleMinutes * 60_000;
}
