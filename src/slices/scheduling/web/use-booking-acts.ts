import { m } from '#messages';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { offerUndo, tell } from '#platform/web/ui/undo.tsx';
import { type Booking, scheduling } from '../contract.ts';

/** The acts on a booking with their undo; each says what it did, and a refusal in words. */
export function useBookingActs() {
  const noShow = useAct(scheduling, 'markNoShow');
  const undoNoShow = useAct(scheduling, 'undoNoShow');
  const restore = useAct(scheduling, 'restoreBooking');
  const attempt = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (problem) {
      tell(problemWords(problem));
    }
  };
  return {
    markNoShow: (booking: Booking) =>
      attempt(async () => {
        await noShow.run({ visitId: booking.visitId });
        const reason = m.scheduling_noShow_slip();
        offerUndo(m.scheduling_noShow_done({ name: booking.patientName }), () =>
          undoNoShow.run({ visitId: booking.visitId, reason }),
        );
      }),
    restore: (booking: Booking) =>
      attempt(async () => {
        await restore.run({ visitId: booking.visitId });
        tell(m.scheduling_restored({ name: booking.patientName }));
      }),
    pending: noShow.pending || restore.pending,
  };
}
