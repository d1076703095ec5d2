import { m } from '#messages';
import { Go } from '#platform/web/router/link.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';

/** Asks the manager to write the recovery key down, for as long as nobody has. */
export function KeyPanel() {
  return (
    <Panel title={m.backups_key_title()} tone="amber">
      <p>{m.backups_key_why()}</p>
      <Go to="/clinic/recovery-key" className="s-button s-button-quiet">
        {m.backups_key_needed()}
      </Go>
    </Panel>
  );
}
