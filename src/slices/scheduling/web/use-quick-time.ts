import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

/**
 * The way through the booking form by Enter alone: the focus begins on the visit type, and Enter there goes to the
 * wanted time, the next number or the first free time, as soon as those of what was chosen have come.
 * @param ready the times on the screen are those of what is chosen
 */
export function useQuickTime(ready: boolean) {
  const fields = useRef<HTMLDivElement>(null);
  const [eager, setEager] = useState(false);
  useEffect(() => {
    const find = (one: string) => fields.current?.querySelector<HTMLElement>(one);
    (find('input:checked') ?? find('input'))?.focus();
  }, []);
  useEffect(() => {
    if (!eager || !ready) return;
    setEager(false);
    const form = fields.current?.parentElement;
    const wanted = ['.sc-times .s-button-primary', '.sc-next button', '.sc-times button'];
    wanted
      .map((one) => form?.querySelector<HTMLElement>(one))
      .find(Boolean)
      ?.focus();
  }, [eager, ready]);
  return {
    fields,
    press: (event: KeyboardEvent<HTMLElement>) => {
      const field = event.target as HTMLElement;
      const opened = field.getAttribute('aria-expanded') === 'true';
      // a time that is typed has a button of its own
      const exact = field.closest('.sc-overbook') !== null;
      if (event.key !== 'Enter' || opened || exact || !(field instanceof HTMLInputElement)) return;
      event.preventDefault();
      setEager(true);
    },
  };
}
