import type { RefObject } from 'react';

/** For the button that comes next within a question that is still open: known to the question, and found by `goOn`. */
export const nextIn =
  (button: RefObject<HTMLButtonElement | null>) => (element: HTMLButtonElement | null) => {
    button.current = element;
    if (element) element.dataset.intakeNext = 'true';
  };

/**
 * The focus goes on to the next open question, and after the last of them to the first figure: the order of speech.
 * @param from anything within the question that was just answered
 */
export function goOn(from: Element | null): void {
  const form = from?.closest('form');
  const question = from?.closest('[data-intake-topic]');
  if (!form || !question) return;
  // the answered question is drawn anew first
  requestAnimationFrame(() => {
    const open = [...form.querySelectorAll<HTMLElement>('[data-intake-next]')];
    const next = open.find(
      (one) =>
        question.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && !question.contains(one),
    );
    (
      next ??
      form.querySelector<HTMLElement>('.v-grid input') ??
      form.querySelector<HTMLElement>('[type=submit]')
    )?.focus();
  });
}
