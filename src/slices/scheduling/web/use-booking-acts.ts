import { m } from '#messages';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { offerUndo, tell } from '#platform/web/ui/undo.tsx';
import { formatDateTime } from '#platform/shared/time.ts';
import { type Booking, scheduling } from '../contract.ts';

/** Of a step of a chain: the steps after it go along, it goes alone where the distances allow it, or whatever they are. */
export type Along = 'rest' | 'alone' | 'loose';

/** The acts on a booking with their undo; each says what it did, and a refusal in words. */
export function useBookingActs() {
  const move = useAct(scheduling, 'moveBooking');
  const moveChain = useAct(scheduling, 'moveChain');
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
    moveTo: (booking: Booking, to: { startsAt: string; practitionerId: string }, along: Along = 'alone') =>
      attempt(async () => {
        const wanted = { visitId: booking.visitId, when: to.startsAt, practitionerId: to.practitionerId };
        if (along === 'rest') {
          const { moved } = await moveChain.run(wanted);
          return tell(m.scheduling_chain_movedAll({ name: booking.patientName, count: moved.length }));
        }
        await move.run({ ...wanted, breakDistances: along === 'loose' });
        const words = m.scheduling_moved({
          name: booking.patientName,
          time: formatDateTime(to.startsAt, locale, zone, 'short'),
        });
        const back = {
          visitId: booking.visitId,
          when: booking.startsAt,
          roomId: booking.roomId,
          outsideHours: false,
          // it was there before
          breakDistances: true,
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
    pending: move.pending || moveChain.pending || noShow.pending || restore.pending,
  };
}
