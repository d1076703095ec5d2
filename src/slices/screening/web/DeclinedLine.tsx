import { m } from '#messages';
import type { VisitScreening } from '../contract.ts';
import { nameWords, reasonWords } from './words.ts';
import './screening.css';

/** One questionnaire that was not asked, with the reason. */
export function DeclinedLine({ declined }: { declined: VisitScreening['declined'][number] }) {
  const { code, reason, by } = declined;
  return (
    <li className="sc9-line">
      <span className="sc9-name">{nameWords(code)}</span>
      <span className="sc9-soft">{m.screening_declined({ reason: reasonWords(reason), by })}</span>
    </li>
  );
}
