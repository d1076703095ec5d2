/**
 * Whether somebody is at the page. What a page reads by itself (an event came, a minute passed) says so to the server, so
 * that a screen nobody sits at locks however lively it is.
 */
const acts = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
/** A slow answer and what it leads to still belong to the press that asked for it. */
const lingersMs = 20_000;

let usedAtMs = Number.NEGATIVE_INFINITY;
if (typeof addEventListener === 'function') {
  const note = () => {
    usedAtMs = performance.now();
  };
  for (const act of acts) addEventListener(act, note, { passive: true, capture: true });
}

/** True when nobody has touched the page for a while. */
export function isUnattended(): boolean {
  return performance.now() - usedAtMs > lingersMs;
}
