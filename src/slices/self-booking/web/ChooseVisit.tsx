import { m } from '#messages';
import { useLanguage } from '#platform/web/language.ts';
import type { OfferedVisit, OpenPage } from './page-types.ts';
import { Step } from './Step.tsx';

/** What she comes for, each a button. */
export function ChooseVisit(props: { page: OpenPage; onChosen: (visit: OfferedVisit) => void }) {
  const language = useLanguage();
  return (
    <Step step={1} title={m.selfBooking_page_what()}>
      <ul className="sb-list">
        {props.page.visitTypes.map((visit) => (
          <li key={visit.code}>
            <button type="button" className="sb-choice" onClick={() => props.onChosen(visit)}>
              <strong>{language === 'id' ? visit.labelId : visit.labelEn}</strong>
              <span className="sb-soft">{m.selfBooking_page_minutes({ minutes: visit.minutes })}</span>
            </button>
          </li>
        ))}
      </ul>
    </Step>
  );
}
