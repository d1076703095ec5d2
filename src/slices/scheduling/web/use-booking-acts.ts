import { m } from '#messages';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { offerUndo, tell } from '#platform/web/ui/undo.tsx';
import { formatDateTime } from '#platform/shared/time.ts';
import { type Booking, scheduling } from '../contract.ts';

/** The acts on a booking with their undo; each says what it did, and a refusal in words. */
export function useBookingActs() {
  const move = useAct(scheduling, 'moveBooking');
  const noShow = useAct(scheduling, 'markNoShow');
  const undoNoShow = useAct(scheduling, 'undoNoShow');
  const restore = useAct(scheduling, 'restoreBooking');
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const attempt = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (problem) {
      tell(problemWords(problem));
    }
  };
  return {
    /** Moves at once; the way back is the move in the other direction. */
    moveTo: (booking: Booking, to: { startsAt: string; practitionerId: string }) =>
      attempt(async () => {
        await move.run({ visitId: booking.visitId, when: to.startsAt, practitionerId: to.practitionerId });
        const words = m.scheduling_moved({
          name: booking.patientName,
          time: formatDateTime(to.startsAt, locale, zone, 'short'),
        });
        const back = {
          visitId: booking.visitId,
          when: booking.startsAt,
          roomId: booking.roomId,
          outsideHours: false,
          ...(booking.practitionerId && { practitionerId: booking.practitionerId }),
        };
        offerUndo(words, () => move.run(back));
      }),
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
    pending: move.pending || noShow.pending || restore.pending,
  };
}
