import { useSyncExternalStore } from 'react';
import { m } from '#messages';
import { problemWords } from '../client/problem-words.ts';
import { useLanguage } from '../language.ts';
import { Button } from './Button.tsx';

interface Toast {
  id: number;
  words: string;
  undo?: () => Promise<unknown>;
  failed?: boolean;
}

/** Long enough to read, notice the mistake and reach the button with a glove in the other hand. */
const shownMs = 10_000;
let toasts: readonly Toast[] = [];
let nextId = 1;
const watchers = new Set<() => void>();

function become(next: readonly Toast[]): void {
  toasts = next;
  for (const watcher of watchers) watcher();
}

function show(toast: Omit<Toast, 'id'>): void {
  const id = nextId++;
  become([...toasts.slice(-2), { ...toast, id }]);
  setTimeout(() => become(toasts.filter((one) => one.id !== id)), shownMs);
}

/** Says what was done and offers to take it back, in place of asking beforehand. */
export function offerUndo(words: string, undo: () => Promise<unknown>): void {
  show({ words, undo });
}

/** Says what was done. */
export function tell(words: string): void {
  show({ words });
}

/** Where the toasts appear; drawn once, by the shell. */
export function UndoToast() {
  useLanguage();
  const shown = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => toasts,
    () => toasts,
  );
  const takeBack = async (toast: Toast) => {
    become(toasts.filter((one) => one.id !== toast.id));
    try {
      await toast.undo?.();
    } catch (problem) {
      show({ words: problemWords(problem), failed: true });
    }
  };
  return (
    <div className="s-toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={toast.failed ? 's-toast s-toast-failed' : 's-toast'}>
          <span>{toast.words}</span>
          {toast.undo && (
            <Button small onClick={() => void takeBack(toast)}>
              {m.web_undo()}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
