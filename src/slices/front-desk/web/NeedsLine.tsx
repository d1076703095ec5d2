import { useState } from 'react';
import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import type { VisitNeeds } from '../contract.ts';
import { NeedsForm } from './NeedsForm.tsx';
import { needWords } from './need-words.ts';

/** What whoever rooms her must know, in a line; where it may be changed, with its name and the form behind it. */
export function NeedsLine(props: {
  visitId: string;
  needs: VisitNeeds;
  known: boolean;
  mayChange?: boolean;
}) {
  const { visitId, needs, known, mayChange } = props;
  const [open, setOpen] = useState(false);
  const words = known ? needWords(needs) : [];
  return (
    <div className="fd-needs">
      <p>
        {mayChange && <strong>{m.frontDesk_needs_title()}: </strong>}
        {words.length > 0 ? words.join(' · ') : m.frontDesk_needs_none()}
      </p>
      {needs.handOff && <p className="fd-hand-off">{needs.handOff}</p>}
      {mayChange && (
        <Button small onClick={() => setOpen(true)}>
          {m.frontDesk_needs_edit()}
        </Button>
      )}
      {open && (
        <Dialog open title={m.frontDesk_needs_edit()} onClose={() => setOpen(false)}>
          <NeedsForm visitId={visitId} needs={needs} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </div>
  );
}
