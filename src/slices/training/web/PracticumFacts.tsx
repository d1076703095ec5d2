import { m } from '#messages';
import { useLocale } from '#platform/web/language.ts';
import { When } from '#platform/web/ui/When.tsx';
import type { PracticumLine } from '../contract.ts';
import { SkillBadge, StateBadge } from './badges.tsx';
import { accreditorWords, hoursWords, spanWords } from './words.ts';

/** Where a practicum stands: hours of those that are needed, and the competencies it asks for. */
export function PracticumFacts({ practicum }: { practicum: PracticumLine }) {
  const locale = useLocale();
  const { confirmedHundredths, neededHundredths, waitingHundredths, skills } = practicum;
  const words = m.training_hoursOf({
    done: hoursWords(confirmedHundredths, locale),
    needed: hoursWords(neededHundredths, locale),
  });
  return (
    <div className="tr-facts">
      <p className="tr-inline">
        <StateBadge state={practicum.state} /> <strong className="tr-figure">{words}</strong>{' '}
        {waitingHundredths > 0 && (
          <span className="s-hint">
            {m.training_hours_alsoWaiting({ hours: hoursWords(waitingHundredths, locale) })}
          </span>
        )}
      </p>
      <progress
        className="tr-bar"
        value={Math.min(confirmedHundredths, neededHundredths)}
        max={neededHundredths}
        aria-label={m.training_hours_bar()}
      />
      <p>
        {practicum.site} · {spanWords(practicum.startsOn, practicum.endsOn, locale)} ·{' '}
        {m.training_paper_preceptor()}: {practicum.preceptor} · {m.training_paper_accreditor()}:{' '}
        {accreditorWords[practicum.accreditor]()}
      </p>
      {practicum.completedAt && (
        <p>
          {m.training_paper_completed()} <When at={practicum.completedAt} as="date" />
        </p>
      )}
      {practicum.endedFor && <p>{m.training_endedFor({ reason: practicum.endedFor })}</p>}
      {skills.length > 0 && (
        <ul className="tr-skills" aria-label={m.training_paper_skills()}>
          {skills.map((one) => (
            <li key={one.code} className="tr-inline">
              {one.label} <SkillBadge skill={one} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
