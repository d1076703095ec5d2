import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { frontDesk } from '../contract.ts';
import { isMain, rankOf } from '../shared/steps.ts';
import { CheckedIn } from './CheckedIn.tsx';
import './front-desk.css';
import { GreetForm } from './GreetForm.tsx';
import { GreetIdentity } from './GreetIdentity.tsx';
import { takeLine } from './spoken-line.ts';
import { VisitBanner } from './VisitBanner.tsx';
import type { CheckedInVisit, Visit } from './visit-types.ts';

/** The greeting in the order of speech. Opening it is the step "registration"; a finder's line is the identity check. */
export default function Greet({ params }: ScreenProps) {
  const visitId = params.visitId ?? '';
  const read = useRead(frontDesk, 'readVisit', { visitId }, { refreshOn: ['frontDesk.visit'] });
  const [done, setDone] = useState<CheckedInVisit>();
  const opening = useOpening(visitId, read.data);
  const visit = read.data;
  const inside =
    visit && visit.queueNumber !== undefined && isMain(visit.step) && rankOf(visit.step) >= rankOf('waiting');
  return (
    <Page
      title={visit ? `${m.frontDesk_greet_title()}: ${visit.patientName}` : m.frontDesk_greet_title()}
      back="/today"
      banner={visit && <VisitBanner visit={visit} />}
    >
      <Problem problem={opening.problem} />
      <ReadView read={read} rows={8}>
        {(one) =>
          done || inside ? (
            <>
              <CheckedIn visit={one} done={done} />
              <Slot name="greet.arrived" props={{ visitId, patientId: one.patientId }} />
            </>
          ) : (
            <div className="fd-greet">
              <GreetIdentity visit={one} />
              <Slot name="greet.arrived" props={{ visitId, patientId: one.patientId }} />
              <GreetForm key={one.visitId} visit={one} onDone={setDone} />
            </div>
          )
        }
      </ReadView>
    </Page>
  );
}

/** Takes the steps that lie before the greeting, once, and hands on what the finder heard. */
function useOpening(visitId: string, visit: Visit | undefined) {
  const arrive = useAct(frontDesk, 'arrive');
  const move = useAct(frontDesk, 'moveVisit');
  const identify = useAct(frontDesk, 'identifyPatient');
  const begun = useRef('');
  const step = visit?.step;
  const identified = visit?.identified ?? false;
  useEffect(() => {
    if (!step || begun.current === visitId) return;
    begun.current = visitId;
    const line = takeLine(visitId);
    const open = async () => {
      if (step === 'expected') await arrive.run({ visitId });
      if (step === 'expected' || step === 'arrived') await move.run({ visitId, to: 'registering' });
      if (line && !identified) await identify.run({ visitId, said: { line } });
    };
    // each act keeps its own problem, which is shown below the banner
    open().catch(() => undefined);
  }, [visitId, step, identified, arrive, move, identify]);
  return { problem: arrive.problem ?? move.problem ?? identify.problem };
}
