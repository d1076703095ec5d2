/**
 * Focuses what is to be pressed next, with its ring whatever the hand did before: after a click a browser shows none on
 * what a script focuses, and nobody would know that Enter acts there.
 */
export function focusShown(element: HTMLElement | null | undefined): void {
  if (!element) return;
  element.dataset.shown = '';
  element.addEventListener('blur', () => delete element.dataset.shown, { once: true });
  element.focus();
}
