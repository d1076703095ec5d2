import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';
import type { Education } from '#slices/workforce/contract.ts';
import { dayWords, pointsWords } from './days.ts';
import { EvidenceLink } from './EvidenceLink.tsx';

export const categoryWords = {
  administrative: m.workforce_points_administrative,
  clinical: m.workforce_points_clinical,
  general: m.workforce_points_general,
};

/** What a person learnt, last first. */
export function Educations(props: { entries: Education[]; onWithdraw?: (one: Education) => void }) {
  const { entries, onWithdraw } = props;
  if (entries.length === 0) return <p className="s-hint">{m.workforce_education_none()}</p>;
  return (
    <ul className="wf-file">
      {entries.map((one) => (
        <li key={one.educationId}>
          <div className="wf-file-words">
            <p>{one.title}</p>
            <p className="s-hint s-figures">
              {[
                dayWords(one.day),
                `${pointsWords(one.points)} ${categoryWords[one.category]()}`,
                one.approvedBy,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
          <div className="wf-file-acts">
            {one.evidenceId && <EvidenceLink evidenceId={one.evidenceId} />}
            {onWithdraw && (
              <Button tone="plain" onClick={() => onWithdraw(one)}>
                {m.workforce_education_withdraw()}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
