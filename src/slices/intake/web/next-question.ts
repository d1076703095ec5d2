import type { RefObject } from 'react';
import { isTextEntry } from '#platform/web/keys/keys.ts';

/** What comes next within the question of another duty that is still open, found by `goOn` likewise. */
export const markNext = (element: HTMLElement | null): void => {
  if (element) element.dataset.intakeNext = 'true';
};

/** For the button that comes next within a question that is still open: known to the question, and found by `goOn`. */
export const nextIn =
  (button: RefObject<HTMLButtonElement | null>) => (element: HTMLButtonElement | null) => {
    button.current = element;
    markNext(element);
  };

/**
 * The focus goes on to the next open question, and after the last of them to the first figure: the order of speech.
 * @param from anything within the question that was just answered
 */
export function goOn(from: Element | null): void {
  const form = from?.closest('form');
  // the question of another duty is what it says it is
  const question = from?.closest('[data-intake-topic]') ?? from;
  if (!form || !question) return;
  // the answered question is drawn anew first
  requestAnimationFrame(() => {
    const open = [...form.querySelectorAll<HTMLElement>('[data-intake-next]')];
    const next = open.find(
      (one) =>
        question.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && !question.contains(one),
    );
    (next ?? firstSign(form) ?? submitOf(form))?.focus();
  });
}

const firstSign = (form: Element) => form.querySelector<HTMLElement>('.v-grid input');
const submitOf = (form: Element) => form.querySelector<HTMLElement>('[type=submit]');

/** After what stands at the end of the pane there is saving alone. */
export function goToSave(from: Element | null): void {
  const form = from?.closest('form');
  // the bar is drawn with the first answer
  if (form) requestAnimationFrame(() => submitOf(form)?.focus());
}

/** The cursor where the first entry is, unless somebody has begun to enter something meanwhile. */
export function begin(form: HTMLElement | null): void {
  const { activeElement } = document;
  if (!form || form.contains(activeElement) || isTextEntry(activeElement)) return;
  (form.querySelector<HTMLElement>('[data-intake-next]') ?? firstSign(form))?.focus();
}
