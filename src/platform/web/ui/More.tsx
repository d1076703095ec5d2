import { type ReactNode, useState } from 'react';
import { m } from '#messages';

/** The rest, folded away on the same page: the common case stands first. */
export function More(props: { children: ReactNode; label?: string; open?: boolean }) {
  const [open, setOpen] = useState(props.open ?? false);
  return (
    <details className="s-more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{props.label ?? m.web_more()}</summary>
      {/* Drawn only when opened, so that what is folded away costs and reads nothing. */}
      {open && <div className="s-more-body">{props.children}</div>}
    </details>
  );
}
