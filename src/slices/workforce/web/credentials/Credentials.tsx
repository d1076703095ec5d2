import type { ReactNode } from 'react';
import { m } from '#messages';
import { useLanguage } from '#platform/web/language.ts';
import type { Credential } from '#slices/workforce/contract.ts';
import { dayWords, pointsWords } from './days.ts';
import { EvidenceLink } from './EvidenceLink.tsx';
import { StatusBadge } from './StatusBadge.tsx';

const countWords = {
  administrative: m.workforce_points_administrative,
  clinical: m.workforce_points_clinical,
  general: m.workforce_points_general,
  approved: m.workforce_points_approved,
  total: m.workforce_points_total,
};

/** Credentials of one person, each with its end, and what of the points of its cycle is there. */
export function Credentials(props: {
  credentials: Credential[];
  empty: string;
  acts?: (one: Credential) => ReactNode;
}) {
  const language = useLanguage();
  if (props.credentials.length === 0) return <p className="s-hint">{props.empty}</p>;
  return (
    <ul className="wf-file">
      {props.credentials.map((one) => (
        <li key={one.credentialId}>
          <div className="wf-file-words">
            <p>
              <strong>{one.kind}</strong> {one.label[language]} <StatusBadge status={one.status} />
            </p>
            <p className="s-hint">
              {[one.number, one.issuer, `${m.workforce_credentials_lastDay()}: ${dayWords(one.lastDay)}`]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {one.suspendedReason && (
              <p>{m.workforce_credentials_suspendedBecause({ reason: one.suspendedReason })}</p>
            )}
            {one.overrideReason && (
              <p className="s-hint">{m.workforce_credentials_overridden({ reason: one.overrideReason })}</p>
            )}
            {one.points && <Points points={one.points} />}
          </div>
          <div className="wf-file-acts">
            {one.evidenceId && <EvidenceLink evidenceId={one.evidenceId} />}
            {props.acts?.(one)}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Points({ points }: { points: NonNullable<Credential['points']> }) {
  const { from, to } = points.cycle;
  const words = points.counts.map(({ what, has, needs }) => {
    const by = what === 'approved' && points.approvedBy;
    const name = by ? m.workforce_credentials_approvedBy({ body: by }) : countWords[what]();
    return m.workforce_credentials_count({ what: name, has: pointsWords(has), needs: pointsWords(needs) });
  });
  return (
    <p className="s-hint">
      {points.eligible ? m.workforce_credentials_eligible() : m.workforce_credentials_notEligible()}
      {' · '}
      {m.workforce_credentials_cycle({ from: dayWords(from), to: dayWords(to) })}
      {' · '}
      <span className="s-figures">{words.join(', ')}</span>
    </p>
  );
}
