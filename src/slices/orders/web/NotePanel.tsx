import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { useNote } from './use-note.ts';

type NoteState = ReturnType<typeof useNote>;

/** The note, as wide as there is room, kept while she types. */
export function NotePanel({ note, focus }: { note: NoteState; focus: boolean }) {
  const field = useRef<HTMLTextAreaElement>(null);
  // the next entry after "Start consultation" is the first word of the note
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  return (
    <Panel title={m.orders_note()} actions={<Kept note={note} />}>
      {note.theirs ? <Theirs note={note} /> : <Problem problem={note.problem} keepFocus />}
      <textarea
        ref={field}
        className="o-note"
        aria-label={m.orders_note()}
        placeholder={m.orders_notePlaceholder()}
        value={note.text}
        maxLength={20_000}
        onChange={(event) => note.type(event.currentTarget.value)}
        onBlur={() => void note.keepNow().catch(() => undefined)}
      />
    </Panel>
  );
}

function Kept({ note }: { note: NoteState }) {
  const { changedAt } = note.kept;
  if (note.pending) return <span className="o-soft">{m.orders_noteKeeping()}</span>;
  if (note.waiting) return <span className="o-soft">{m.orders_noteTyping()}</span>;
  if (!changedAt) return null;
  return (
    <span className="o-soft">
      {m.orders_noteKept()} <When at={changedAt} as="time" />
    </span>
  );
}

/** Two wrote at once: both are on the screen, and she says what stands. */
function Theirs({ note }: { note: NoteState }) {
  const theirs = note.theirs;
  if (!theirs) return null;
  return (
    <div className="o-theirs" role="alert">
      <p>
        <strong>{m.orders_noteTheirs({ by: theirs.by })}</strong>
      </p>
      <p className="o-written">{theirs.text}</p>
      <div className="o-acts">
        <Button onClick={() => note.settle(`${note.text}\n\n${theirs.text}`)}>
          {m.orders_noteUseTheirs()}
        </Button>
        <Button onClick={() => note.settle(note.text)}>{m.orders_noteKeepMine()}</Button>
      </div>
    </div>
  );
}
