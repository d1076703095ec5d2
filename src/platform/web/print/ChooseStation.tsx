import { m } from '#messages';
import type { Station } from '#platform/shared/print-contract.ts';
import { FieldChips } from '../form/FieldChips.tsx';
import { useMay } from '../shell/session.ts';
import { Go } from '../router/link.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { StationPrinters } from './StationPrinters.tsx';
import { useStation } from './station.ts';

/** Which station this browser stands at; anybody who prints may say so, and try its printers. */
export function ChooseStation(props: { stations: readonly Station[]; onClose: () => void }) {
  const { stationId, choose } = useStation();
  const mayManage = useMay('print.manageStations');
  const chosen = props.stations.find((one) => one.stationId === stationId);
  const options = props.stations.map((one) => ({ value: one.stationId, label: one.name }));
  return (
    <Dialog title={m.print_chooseStation()} open onClose={props.onClose}>
      <FieldChips
        label={m.print_whereHere()}
        hint={m.print_whereHereHint()}
        value={chosen?.stationId ?? 'none'}
        onChange={(value) => choose(value === 'none' ? undefined : value)}
        options={[...options, { value: 'none', label: m.print_noStation() }]}
      />
      {chosen && <StationPrinters station={chosen} />}
      <div className="s-dialog-acts">
        {mayManage && (
          <Go to="/clinic/stations" className="s-button s-button-plain" onClick={props.onClose}>
            {m.print_stationsTitle()}
          </Go>
        )}
        <Button tone="primary" onClick={props.onClose}>
          {m.print_ready()}
        </Button>
      </div>
    </Dialog>
  );
}
