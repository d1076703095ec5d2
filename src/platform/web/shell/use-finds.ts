import { useEffect, useState } from 'react';
import { problemWords } from '../client/problem-words.ts';
import { isFor, useSlices } from '../slots/registry.ts';
import type { Hit } from '../slots/web-slice.ts';
import { useMe } from './session.ts';

export interface Finds {
  /** For which words these are; while it differs from what is typed, Enter waits. */
  text: string;
  groups: { id: string; label: string; hits: Hit[] }[];
  trouble: string | undefined;
}

/** Between two keys of a quick typist; shorter would ask the server for every letter. */
const pauseMs = 120;

/** Asks all finders for the typed words; an answer to older words is thrown away. */
export function useFinds(text: string): Finds {
  const me = useMe();
  const slices = useSlices();
  const [finds, setFinds] = useState<Finds>({ text: '', groups: [], trouble: undefined });
  const words = text.trim();
  useEffect(() => {
    if (words.length < 2) return setFinds({ text: words, groups: [], trouble: undefined });
    const finders = slices.flatMap((slice) => slice.finders ?? []).filter((finder) => isFor(me, finder));
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const answers = await Promise.allSettled(finders.map((finder) => finder.find(words, stop.signal)));
      if (stop.signal.aborted) return;
      const groups = finders.flatMap((finder, at) => {
        const answer = answers[at];
        const hits = answer?.status === 'fulfilled' ? answer.value : [];
        return hits.length > 0 ? [{ id: finder.id, label: finder.label(), hits }] : [];
      });
      const failed = answers.find((answer) => answer.status === 'rejected');
      setFinds({ text: words, groups, trouble: failed && problemWords(failed.reason) });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words, me, slices]);
  return finds;
}
