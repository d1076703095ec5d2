import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { roster } from '../contract.ts';
import { shiftWords } from './words.ts';
import './roster.css';

/** One line above one's work: the shift of today. Nothing where there is none. */
export default function TodayShift() {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const read = useRead(roster, 'mine', {}, { refreshOn: ['roster.changed', 'roster.leaveChanged'] });
  const mine = read.data;
  if (!mine || mine.today.length === 0) return null;
  return (
    <p className="ro-line">
      {m.roster_today()}{' '}
      <Go to="/work/shifts">
        {mine.today
          .map((one) => {
            const words = shiftWords(one, mine.kinds, locale, zone);
            return one.away === 'none' ? words : m.roster_awayPart({ what: `${words}, ${m.roster_away()}` });
          })
          .join('; ')}
      </Go>
    </p>
  );
}
