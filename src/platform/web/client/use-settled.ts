import { useEffect, useState } from 'react';

/** The value once it has stood still for so long: a question per word, not one per letter. */
export function useSettled<T>(value: T, waitMs = 350): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), waitMs);
    return () => clearTimeout(timer);
  }, [text, waitMs]);
  return JSON.parse(settled) as T;
}
