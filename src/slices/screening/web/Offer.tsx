import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type DeclineReason, declineReasons, screening, type VisitScreening } from '../contract.ts';
import type { Code } from '../shared/instruments.ts';
import { nameWords, reasonWords } from './words.ts';

/** One questionnaire that may be asked: its act, and the way to say why it was not. */
export function Offer(props: {
  offered: VisitScreening['offered'][number];
  visitId: string;
  first?: boolean;
  onAsk: (code: Code, opened?: boolean) => void;
}) {
  const { offered, visitId } = props;
  const { code } = offered;
  const [declining, setDeclining] = useState(false);
  const decline = useAct(screening, 'declineScreening');
  const locale = useLocale();
  const say = (reason: DeclineReason) =>
    void decline
      .run({ visitId, code, reason })
      .then(() => setDeclining(false))
      .catch(() => undefined);
  const opened = Object.keys(offered.known).length > 0;
  return (
    <div className="sc9-offer">
      <Button
        tone={offered.due ? 'primary' : 'plain'}
        autoFocus={props.first ?? false}
        onClick={() => props.onAsk(code, opened)}
      >
        {m.screening_ask({ name: nameWords(code) })}
      </Button>
      {offered.due && <SignalBadge tone="blue">{m.screening_due()}</SignalBadge>}
      {offered.lastOn && (
        <span className="sc9-soft">{m.screening_last({ day: formatPlainDate(offered.lastOn, locale) })}</span>
      )}
      <Button tone="plain" small onClick={() => setDeclining(!declining)}>
        {m.screening_decline()}
      </Button>
      {declining && (
        <div className="sc9-why">
          <Problem problem={decline.problem} />
          <fieldset className="sc9-reasons">
            <legend>{m.screening_declineReason()}</legend>
            {declineReasons.map((reason) => (
              <Button key={reason} small pending={decline.pending} onClick={() => say(reason)}>
                {reasonWords(reason)}
              </Button>
            ))}
          </fieldset>
        </div>
      )}
    </div>
  );
}
