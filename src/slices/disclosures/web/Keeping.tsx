import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { disclosures, type HoldView } from '../contract.ts';
import { LiftHold, PlaceHold } from './ReasonForms.tsx';
import { keptWords } from './words.ts';

const refreshOn = ['disclosures.'];

/** In a line: a hold that stands, and until when the chart is kept. */
export function KeptLine({ patientId }: { patientId: string }) {
  const read = useRead(disclosures, 'retentionOf', { patientId }, { refreshOn });
  const locale = useLocale();
  return (
    <ReadView read={read} rows={1}>
      {(found) => (
        <p className="ds-kept">
          {found.kept === 'hold' && <SignalBadge tone="amber">{m.disclosures_hold_mark()}</SignalBadge>}
          {keptWords(found, locale)}
        </p>
      )}
    </ReadView>
  );
}

/** Until when a chart is kept, and the legal holds on it, which the manager places and lifts. */
export function Keeping({ patientId }: { patientId: string }) {
  const read = useRead(disclosures, 'retentionOf', { patientId }, { refreshOn });
  const locale = useLocale();
  const mayHold = useMay('disclosures.hold');
  const [placing, setPlacing] = useState(false);
  const [lifting, setLifting] = useState<string>();
  const place = (
    <Button tone="plain" onClick={() => setPlacing(true)}>
      {m.disclosures_hold_place()}
    </Button>
  );
  return (
    <Panel title={m.disclosures_keeping()} actions={mayHold && place}>
      <KeptLine patientId={patientId} />
      <ReadView read={read} rows={2}>
        {({ lastVisitOn, holds }) => (
          <>
            {lastVisitOn && (
              <p className="ds-soft">
                {m.disclosures_lastVisit({ day: formatPlainDate(lastVisitOn, locale) })}
              </p>
            )}
            <ul className="ds-list">
              {holds.map((one) => (
                <Hold key={one.holdId} hold={one} onLift={mayHold ? setLifting : undefined} />
              ))}
            </ul>
          </>
        )}
      </ReadView>
      {placing && <PlaceHold patientId={patientId} onClose={() => setPlacing(false)} />}
      {lifting && <LiftHold holdId={lifting} onClose={() => setLifting(undefined)} />}
    </Panel>
  );
}

function Hold({ hold, onLift }: { hold: HoldView; onLift: ((holdId: string) => void) | undefined }) {
  const { lifted } = hold;
  return (
    <li className="ds-line">
      <SignalBadge tone={lifted ? 'grey' : 'amber'}>
        {lifted ? m.disclosures_hold_lifted() : m.disclosures_hold_mark()}
      </SignalBadge>
      <span>{hold.reason}</span>
      <span className="ds-soft">
        {hold.placedBy} <When at={hold.placedAt} as="date" />
      </span>
      {lifted && (
        <span className="ds-soft">
          {lifted.reason} · {lifted.by} <When at={lifted.at} as="date" />
        </span>
      )}
      {!lifted && onLift && (
        <Button small onClick={() => onLift(hold.holdId)}>
          {m.disclosures_hold_lift()}
        </Button>
      )}
    </li>
  );
}
