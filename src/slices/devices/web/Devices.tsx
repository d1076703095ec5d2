import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Device, devices } from '../contract.ts';
import { NetworkPanel } from './NetworkPanel.tsx';
import { PairDialog } from './PairDialog.tsx';
import './devices.css';

/** The clinic's network, and the devices that have a name in it. */
export default function Devices(props: ScreenProps) {
  const read = useRead(devices, 'list', {}, { refreshOn: ['devices.'] });
  const [pairing, setPairing] = useState(Boolean(props.search.pair));
  const [leaving, setLeaving] = useState<Device>();
  const isOpen = read.data !== undefined && read.data.network.kind !== 'off';
  const pair = () => setPairing(true);
  useKeys({ n: isOpen ? { label: m.devices_pairAct(), run: pair } : undefined });
  const pairButton = isOpen && (
    <Button tone="primary" onClick={pair} icon={<IconPlus size={18} aria-hidden />} keys="N">
      {m.devices_pairAct()}
    </Button>
  );
  return (
    <Page title={m.devices_title()} actions={pairButton}>
      <ReadView read={read} rows={6}>
        {(shown) => (
          <>
            <NetworkPanel network={shown.network} />
            {(isOpen || shown.devices.length > 0) && (
              <DeviceTable devices={shown.devices} onPair={pair} onRemove={setLeaving} />
            )}
            {pairing && isOpen && <PairDialog {...shown} onClose={() => setPairing(false)} />}
          </>
        )}
      </ReadView>
      {leaving && <RemoveDialog device={leaving} onClose={() => setLeaving(undefined)} />}
    </Page>
  );
}

function DeviceTable(props: { devices: Device[]; onPair: () => void; onRemove: (device: Device) => void }) {
  const columns: Column<Device>[] = [
    {
      id: 'name',
      header: m.devices_name(),
      cell: (one) => (
        <span className="dv-name">
          <strong>{one.name}</strong>
          {one.here && <SignalBadge tone="grey">{m.devices_here()}</SignalBadge>}
        </span>
      ),
    },
    {
      id: 'seen',
      header: m.devices_lastSeen(),
      cell: (one) => (one.lastSeenAt ? <When at={one.lastSeenAt} /> : m.devices_never()),
      figures: true,
      width: '12rem',
    },
    {
      id: 'paired',
      header: m.devices_pairedAt(),
      cell: (one) => (
        <>
          <When at={one.pairedAt} as="date" /> {m.devices_pairedBy({ name: one.pairedBy })}
        </>
      ),
      hideOn: 'phone',
    },
  ];
  return (
    <DataTable
      label={m.devices_title()}
      rows={props.devices}
      rowKey={(one) => one.deviceId}
      columns={columns}
      act={(one) => ({ label: m.devices_remove(), run: () => props.onRemove(one) })}
      empty={
        <EmptyState
          title={m.devices_empty()}
          text={m.devices_emptyText()}
          act={{ label: m.devices_pairAct(), run: props.onPair }}
        />
      }
    />
  );
}

/** Asked first, because it cannot be taken back: somebody may be at work there. */
function RemoveDialog(props: { device: Device; onClose: () => void }) {
  const { name, deviceId } = props.device;
  const remove = useAct(devices, 'remove');
  const run = async () => {
    await remove.run({ deviceId });
    tell(m.devices_removed({ name }));
    props.onClose();
  };
  return (
    <Dialog title={m.devices_removeSure({ name })} open onClose={props.onClose} size="small">
      <p className="s-dialog-text">{m.devices_removeText()}</p>
      <Problem problem={remove.problem} />
      <div className="s-dialog-acts">
        <Button onClick={props.onClose}>{m.web_cancel()}</Button>
        <Button tone="danger" pending={remove.pending} onClick={() => void run().catch(() => undefined)}>
          {m.devices_removeSure({ name })}
        </Button>
      </div>
    </Dialog>
  );
}
