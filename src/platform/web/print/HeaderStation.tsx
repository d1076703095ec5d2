import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { m } from '#messages';
import { printing } from '#platform/shared/print-contract.ts';
import { useRead } from '../client/use-read.ts';
import { ChooseStation } from './ChooseStation.tsx';
import { PrintTray } from './PrintTray.tsx';
import { useStation } from './station.ts';
import './print.css';

/** The station of this browser, in the header where the clinic has any; and what its printers are doing. */
export default function HeaderStation() {
  const { stationId, choose } = useStation();
  const { data } = useRead(printing, 'stations', {}, { refreshOn: ['print.stationsChanged'] });
  const [choosing, setChoosing] = useState(false);
  const stations = data?.stations ?? [];
  const chosen = stations.find((one) => one.stationId === stationId);
  const isGone = data !== undefined && stationId !== undefined && !chosen;
  useEffect(() => {
    if (isGone) choose(undefined);
  });
  return (
    <>
      {stations.length > 0 && (
        <button
          type="button"
          className="s-station"
          // what is seen stands in the name that is heard, so that it can be said to
          aria-label={
            chosen
              ? m.print_stationHere({ name: chosen.name })
              : `${m.print_noStation()}. ${m.print_chooseStation()}`
          }
          onClick={() => setChoosing(true)}
        >
          <IconPrinter size={18} aria-hidden />
          <span>{chosen?.name ?? m.print_noStation()}</span>
        </button>
      )}
      {choosing && <ChooseStation stations={stations} onClose={() => setChoosing(false)} />}
      <PrintTray />
    </>
  );
}
