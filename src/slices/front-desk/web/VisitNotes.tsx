import { m } from '#messages';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { When } from '#platform/web/ui/When.tsx';
import './front-desk.css';
import type { Visit } from './visit-types.ts';

/** What somebody wrote onto the visit for whoever meets her next. */
export function VisitNotes({ notes }: { notes: Visit['notes'] }) {
  if (notes.length === 0) return null;
  return (
    <Panel title={m.frontDesk_note_panel()}>
      <ol className="fd-log">
        {notes.map((one) => (
          <li key={`${one.at} ${one.text}`}>
            <When at={one.at} as="time" /> <strong>{one.text}</strong> {one.by}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
