import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Coverage, insurance, selfPayId } from '../contract.ts';
import { CoverageDialogs, type OpenDialog } from './CoverageDialogs.tsx';
import { CoverageLine } from './CoverageLine.tsx';

interface Props {
  patientId: string;
  visitId: string;
  /** What is chosen already, where the form around knows it. */
  payerId?: string;
  coverageId?: string;
  onChosen: (chosen: { payerId: string; coverageId?: string }) => void;
}

/**
 * Who pays for this visit. A coverage is offered with today's check or with the question for it; the one of last time is
 * never taken silently. Self-pay is always one touch.
 */
export default function GreetCoverage({ patientId, payerId, coverageId, onChosen }: Props) {
  const [open, setOpen] = useState<OpenDialog>();
  const [own, setOwn] = useState<string>();
  const chosen = payerId === undefined ? own : coverageId || payerId;
  const mayEdit = useMay('insurance.edit');
  const read = useRead(insurance, 'coveragesOf', { patientId }, { refreshOn: ['insurance.'], keep: true });
  const choose = (coverage: Coverage | undefined) => {
    setOwn(coverage?.id ?? selfPayId);
    onChosen(coverage ? { payerId: coverage.payer.id, coverageId: coverage.id } : { payerId: selfPayId });
  };
  return (
    <section aria-label={m.insurance_greet_title()} className="in-greet">
      <ReadView read={read} rows={2}>
        {({ coverages }) => (
          <ul className="in-list">
            {coverages.map((one) => (
              <CoverageLine key={one.id} coverage={one}>
                {one.state === 'active' && (
                  <Choice
                    coverage={one}
                    chosen={chosen === one.id}
                    choose={() => choose(one)}
                    check={mayEdit ? () => setOpen({ act: 'check', coverage: one }) : undefined}
                  />
                )}
              </CoverageLine>
            ))}
          </ul>
        )}
      </ReadView>
      <div className="in-acts">
        {chosen === selfPayId ? (
          <SignalBadge tone="green">{m.insurance_greet_selfPayChosen()}</SignalBadge>
        ) : (
          <Button onClick={() => choose(undefined)}>{m.insurance_selfPay()}</Button>
        )}
        {mayEdit && (
          <Button tone="plain" onClick={() => setOpen({ act: 'add' })}>
            {m.insurance_add_act()}
          </Button>
        )}
      </div>
      <CoverageDialogs
        patientId={patientId}
        data={read.data}
        open={open}
        onClose={() => setOpen(undefined)}
        onChecked={(coverage) => coverage.verifiedToday?.state === 'active' && choose(coverage)}
      />
    </section>
  );
}

function Choice(props: {
  coverage: Coverage;
  chosen: boolean;
  choose: () => void;
  check: (() => void) | undefined;
}) {
  const { coverage, chosen, choose, check } = props;
  const asked = coverage.verifiedToday;
  if (chosen) return <SignalBadge tone="green">{m.insurance_greet_chosen()}</SignalBadge>;
  return (
    <div className="in-acts">
      {!asked && check && (
        <Button small tone="primary" onClick={check}>
          {m.insurance_check_act()}
        </Button>
      )}
      <Button small tone={asked?.state === 'active' ? 'primary' : 'plain'} onClick={choose}>
        {asked?.state === 'active' ? m.insurance_greet_use() : m.insurance_greet_useUnchecked()}
      </Button>
      {check && asked && (
        <Button small tone="plain" onClick={check}>
          {m.insurance_check_again()}
        </Button>
      )}
    </div>
  );
}
