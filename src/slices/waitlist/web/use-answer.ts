import { m } from '#messages';
import { formatDateTime } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { waitlist } from '../contract.ts';

/** Writes down what she says on the telephone, and says what came of it. */
export function useAnswer() {
  const act = useAct(waitlist, 'answerOffer');
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const answer = (offerId: string, takes: boolean, name: string) =>
    void act.run({ offerId, takes }).then(
      ({ outcome, startsAt }) => {
        const about = { name, time: formatDateTime(startsAt, locale, zone, 'short') };
        tell(m[`waitlist_did_${outcome}`](about));
      },
      () => undefined,
    );
  return { answer, pending: act.pending, problem: act.problem };
}
