import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { printing } from '#platform/shared/print-contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { checkIn } from '../contract.ts';
import './check-in.css';

type Device = OutputOf<typeof checkIn, 'kiosks'>['devices'][number];

/** Which paired tablets are kiosks, and where their slips come out. */
export default function Kiosks() {
  const read = useRead(checkIn, 'kiosks', {}, { refreshOn: ['checkIn.kiosks', 'devices.'] });
  const stations = useRead(printing, 'stations', {});
  const places = (stations.data?.stations ?? []).map(({ stationId, name }) => ({
    value: stationId,
    label: name,
  }));
  return (
    <Page title={m.checkIn_kiosks_title()}>
      <p>{m.checkIn_kiosks_intro({ path: `${location.origin}/kiosk` })}</p>
      <ReadView read={read} rows={4}>
        {({ devices }) =>
          devices.length === 0 ? (
            <EmptyState
              title={m.checkIn_kiosks_none()}
              text={m.checkIn_kiosks_noneText()}
              act={{ label: m.devices_title(), to: '/clinic/devices' }}
            />
          ) : (
            devices.map((one) => <OneDevice key={one.deviceId} device={one} places={places} />)
          )
        }
      </ReadView>
    </Page>
  );
}

function OneDevice({ device, places }: { device: Device; places: { value: string; label: string }[] }) {
  const act = useAct(checkIn, 'saveKiosk');
  const { deviceId, kiosk, stationId } = device;
  const save = (on: boolean, station: string | undefined) =>
    void act.run({ deviceId, kiosk: on, ...(station && { stationId: station }) }).then(
      () => tell(m.checkIn_kiosks_saved()),
      () => undefined,
    );
  return (
    <Panel
      title={device.name}
      actions={
        <Button small pending={act.pending} onClick={() => save(!kiosk, undefined)}>
          {kiosk ? m.checkIn_kiosks_take() : m.checkIn_kiosks_make()}
        </Button>
      }
    >
      <SignalBadge tone={kiosk ? 'green' : 'grey'}>
        {kiosk ? m.checkIn_kiosks_on() : m.checkIn_kiosks_off()}
      </SignalBadge>
      {kiosk && (
        <FieldSelect
          label={m.checkIn_kiosks_station()}
          value={stationId ?? ''}
          onChange={(value) => save(true, value)}
          options={places}
          placeholder={m.checkIn_kiosks_noStation()}
          clearable
        />
      )}
      <Problem problem={act.problem} />
    </Panel>
  );
}
