import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { AuthorisationView } from '../contract.ts';
import { AuthorisationForm } from './AuthorisationForm.tsx';
import { EndAuthorisation } from './ReasonForms.tsx';
import { gapWords, specialWords, standingWords } from './words.ts';

const tones = { valid: 'green', incomplete: 'amber', expired: 'grey', revoked: 'grey' } as const;

/** Signed papers of a patient, what each lacks, and how it ended. */
export function Papers(props: { patientId: string; papers: AuthorisationView[] }) {
  const may = useMay('disclosures.receive');
  const [writing, setWriting] = useState<AuthorisationView | 'new'>();
  const [ending, setEnding] = useState<string>();
  const add = <Button onClick={() => setWriting('new')}>{m.disclosures_authorisation_title()}</Button>;
  return (
    <Panel title={m.disclosures_papers()} actions={may && add}>
      {props.papers.length === 0 && <p className="ds-soft">{m.disclosures_noPapers()}</p>}
      <ul className="ds-list">
        {props.papers.map((one) => (
          <li key={one.authorisationId} className="ds-line">
            <PaperLine paper={one} />
            {may && !one.ended && !one.used && (
              <Button small onClick={() => setWriting(one)}>
                {m.disclosures_complete_act()}
              </Button>
            )}
            {may && !one.ended && (
              <Button small onClick={() => setEnding(one.authorisationId)}>
                {m.disclosures_end_act()}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {writing && (
        <AuthorisationForm
          patientId={props.patientId}
          paper={writing === 'new' ? undefined : writing}
          onClose={() => setWriting(undefined)}
        />
      )}
      {ending && <EndAuthorisation authorisationId={ending} onClose={() => setEnding(undefined)} />}
    </Panel>
  );
}

function PaperLine({ paper }: { paper: AuthorisationView }) {
  const locale = useLocale();
  const until = paper.expiresOn ? formatPlainDate(paper.expiresOn, locale, 'short') : paper.expiryEvent;
  return (
    <>
      <SignalBadge tone={tones[paper.standing]}>{standingWords(paper.standing)}</SignalBadge>
      <strong>{paper.recipient || m.disclosures_unnamed()}</strong>
      <span>{[paper.description, paper.purpose].filter(Boolean).join(' · ')}</span>
      {until && <span className="ds-soft">{m.disclosures_until({ until })}</span>}
      {paper.special.map((one) => (
        <SignalBadge key={one} tone="amber">
          {specialWords(one)}
        </SignalBadge>
      ))}
      {paper.gaps.length > 0 && (
        <span className="ds-wrong">{m.disclosures_gaps({ missing: gapWords(paper.gaps) })}</span>
      )}
    </>
  );
}
