import { useSyncExternalStore } from 'react';
import { onPrintDesk, printDesk, sendPaper } from './print-desk.ts';
import { useStation } from './station.ts';

/**
 * Prints kept papers at this browser's station without a dialog, or by the browser where it has none. What happened is said
 * by the print tray, which every screen has: the caller need not show anything, and its screen may go meanwhile.
 */
export function usePrint(): { print: (paperId: string) => Promise<void>; pending: boolean } {
  const { stationId } = useStation();
  const { jobs } = useSyncExternalStore(onPrintDesk, printDesk, printDesk);
  return {
    print: (paperId) => sendPaper(paperId, stationId),
    pending: jobs.some((one) => one.state === 'printing'),
  };
}
