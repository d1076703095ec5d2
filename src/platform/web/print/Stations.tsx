import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { m } from '#messages';
import { printing, type Station } from '#platform/shared/print-contract.ts';
import { useAct } from '../client/use-act.ts';
import { useRead } from '../client/use-read.ts';
import { useKeys } from '../keys/use-keys.tsx';
import type { ScreenProps } from '../slots/web-slice.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Problem } from '../ui/Problem.tsx';
import { ReadView } from '../ui/ReadView.tsx';
import { SignalBadge } from '../ui/Signal.tsx';
import { tell } from '../ui/undo.tsx';
import { StationForm } from './StationForm.tsx';
import { StationPrinters } from './StationPrinters.tsx';
import { useStation } from './station.ts';
import './print.css';

/** The places at which papers come out, each with its printers. */
export default function Stations(_: ScreenProps) {
  const read = useRead(printing, 'stations', {}, { refreshOn: ['print.stationsChanged'] });
  const [editing, setEditing] = useState<Station | 'new'>();
  const [removing, setRemoving] = useState<Station>();
  const add = () => setEditing('new');
  useKeys({ n: { label: m.print_addStation(), run: add } });
  const addButton = (
    <Button tone="primary" onClick={add} icon={<IconPlus size={18} aria-hidden />} keys="N">
      {m.print_addStation()}
    </Button>
  );
  return (
    <Page title={m.print_stationsTitle()} actions={addButton}>
      <ReadView read={read} rows={6}>
        {({ stations }) =>
          stations.length === 0 ? (
            <EmptyState
              title={m.print_empty()}
              text={m.print_emptyText()}
              act={{ label: m.print_addStation(), run: add }}
            />
          ) : (
            <div className="s-stations">
              {stations.map((one) => (
                <StationPanel
                  key={one.stationId}
                  station={one}
                  onEdit={() => setEditing(one)}
                  onRemove={() => setRemoving(one)}
                />
              ))}
            </div>
          )
        }
      </ReadView>
      {editing && (
        <StationForm
          station={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      {removing && <RemoveStation station={removing} onClose={() => setRemoving(undefined)} />}
    </Page>
  );
}

function StationPanel(props: { station: Station; onEdit: () => void; onRemove: () => void }) {
  const { stationId, name } = props.station;
  const here = useStation();
  const isHere = here.stationId === stationId;
  return (
    <Panel
      title={name}
      actions={
        <>
          {isHere ? (
            <SignalBadge tone="green">{m.print_here()}</SignalBadge>
          ) : (
            <Button small onClick={() => here.choose(stationId)}>
              {m.print_useHere()}
            </Button>
          )}
          <Button small onClick={props.onEdit}>
            {m.print_change()}
          </Button>
          <Button small tone="plain" onClick={props.onRemove}>
            {m.print_remove()}
          </Button>
        </>
      }
    >
      <StationPrinters station={props.station} />
    </Panel>
  );
}

/** Asked first: desks that print there go back to the browser's dialog. */
function RemoveStation(props: { station: Station; onClose: () => void }) {
  const { stationId, name } = props.station;
  const here = useStation();
  const remove = useAct(printing, 'removeStation');
  const run = async () => {
    await remove.run({ stationId });
    if (here.stationId === stationId) here.choose(undefined);
    tell(m.print_removed({ name }));
    props.onClose();
  };
  return (
    <Dialog title={m.print_removeSure({ name })} open onClose={props.onClose} size="small">
      <p className="s-dialog-text">{m.print_removeText()}</p>
      <Problem problem={remove.problem} />
      <div className="s-dialog-acts">
        <Button onClick={props.onClose}>{m.web_cancel()}</Button>
        <Button tone="danger" pending={remove.pending} onClick={() => void run().catch(() => undefined)}>
          {m.print_removeSure({ name })}
        </Button>
      </div>
    </Dialog>
  );
}
