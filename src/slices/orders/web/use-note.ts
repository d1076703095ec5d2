import { useCallback, useEffect, useRef, useState } from 'react';
import { useAct } from '#platform/web/client/use-act.ts';
import { useDraft } from '#platform/web/form/use-draft.tsx';
import { type Consultation, orders } from '../contract.ts';

type Note = Consultation['note'];
interface Typed {
  text: string;
  /** The version on which she began to type. */
  version: number;
}

/** What the refusal tells of the other hand's note. */
function noteOf(details: Record<string, unknown> | undefined): Typed & { by: string } {
  const { by, text, version } = details ?? {};
  return { by: String(by ?? ''), text: String(text ?? ''), version: Number(version ?? 0) };
}

/** A pause of typing after which the note is kept, in milliseconds. */
const pauseMs = 1500;

/**
 * The note as one types it: kept on the server after each pause, in a draft of her own until then, so that neither a
 * lock nor a cut line loses a word. Another hand's change is never written over: `theirs` shows it.
 */
export function useNote(visitId: string, note: Note) {
  const [typed, setTyped, { drop }] = useDraft<Typed | null>(`orders.note/${visitId}`, null);
  const [kept, setKept] = useState<Note>(note);
  const { run, pending, problem, reset } = useAct(orders, 'keepNote');
  const base = note.version > kept.version ? note : kept;
  const latest = useRef(typed);
  latest.current = typed;
  const last = useRef<Promise<void>>(Promise.resolve());
  const keep = useCallback(() => {
    const next = async () => {
      const sent = latest.current;
      if (!sent) return;
      const answer = await run({ visitId, text: sent.text, version: sent.version });
      setKept(answer);
      const now = latest.current;
      // the next in the queue does not wait for a drawing to see what is left
      latest.current = now && now.text !== sent.text ? { text: now.text, version: answer.version } : null;
      if (latest.current) setTyped(latest.current);
      else drop();
    };
    // one after the other: two on the way at once would take each other for another hand's change
    last.current = last.current.catch(() => undefined).then(next);
    return last.current;
  }, [run, visitId, drop, setTyped]);
  useEffect(() => {
    if (!typed || problem) return;
    const timer = setTimeout(() => void keep().catch(() => undefined), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, problem, keep]);
  const theirs = problem?.code === 'orders.noteChanged' ? noteOf(problem.details) : undefined;
  return {
    text: typed?.text ?? base.text,
    kept: base,
    /** Typed and not with the clinic yet. */
    waiting: typed !== null,
    pending,
    problem,
    theirs,
    type: (text: string) => {
      if (problem && !theirs) reset();
      setTyped({ text, version: typed?.version ?? base.version });
    },
    /** Keeps now, before signing or leaving the field; rejects when it could not. */
    keepNow: keep,
    settle: (text: string) => {
      setTyped({ text, version: theirs?.version ?? base.version });
      reset();
    },
  };
}
