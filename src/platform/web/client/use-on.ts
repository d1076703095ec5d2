import { type RefObject, useEffect, useRef } from 'react';

/** Hears an event of an element that is none to press, for what its contents do by themselves as well. */
export function useOn<Name extends keyof HTMLElementEventMap>(
  element: RefObject<HTMLElement | null>,
  name: Name,
  hear: (event: HTMLElementEventMap[Name]) => void,
): void {
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => {
    const on = element.current;
    const heard = (event: HTMLElementEventMap[Name]) => latest.current(event);
    on?.addEventListener(name, heard);
    return () => on?.removeEventListener(name, heard);
  }, [element, name]);
}
