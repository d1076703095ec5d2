import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type LookAlike, records } from '#slices/records/contract.ts';
import { type Request, selfBooking } from '../contract.ts';
import { Candidates } from './Candidates.tsx';
import { FindChart } from './FindChart.tsx';
import { NewChart } from './NewChart.tsx';
import { TurnDown } from './TurnDown.tsx';
import { useReach } from './use-reach.ts';

/** One request: what was typed, and beneath it the charts that it may belong to. The likeliest has the focus. */
export function MatchDialog(props: { request: Request; onClose: () => void }) {
  const { request, onClose } = props;
  return (
    <Dialog open size="medium" title={m.selfBooking_desk_match()} onClose={onClose}>
      <div className="sb-match">
        <Typed request={request} />
        <Whose request={request} onDone={onClose} />
      </div>
    </Dialog>
  );
}

function Typed({ request }: { request: Request }) {
  const locale = useLocale();
  const reach = useReach();
  const born = formatPlainDate(request.birthDate, locale);
  return (
    <dl className="sb-facts" aria-label={m.selfBooking_desk_typed()}>
      <dt>{m.selfBooking_desk_typed()}</dt>
      <dd>
        <strong>{request.name}</strong>
        <br />
        {m.selfBooking_desk_born({ date: born })}
      </dd>
      <dt>{m.selfBooking_desk_reach()}</dt>
      <dd>{reach(request)}</dd>
      <dt>{m.selfBooking_desk_column_visit()}</dt>
      <dd>
        {request.visitType} · {request.practitionerName}
      </dd>
      <dt>{m.selfBooking_desk_reason()}</dt>
      <dd>{request.reason || m.selfBooking_desk_noReason()}</dd>
    </dl>
  );
}

/** A chart that is chosen; whose birth date is another one is asked about once more. */
interface Chosen {
  id: string;
  name: string;
}

function Whose(props: { request: Request; onDone: () => void }) {
  const { request, onDone } = props;
  const { requestId, name, birthDate, mobile } = request;
  const described = { name, birthDate, ...(mobile && { phone: mobile }) };
  const read = useRead(records, 'lookAlikes', described);
  const act = useAct(selfBooking, 'matchRequest');
  const [asked, setAsked] = useState<Chosen>();
  const [adding, setAdding] = useState(false);
  const match = (chosen: Chosen, otherBirthDate = false) => {
    setAsked(chosen);
    void act.run({ requestId, patientId: chosen.id, otherBirthDate }).then(
      ({ differs }) => {
        tell(doneWords(chosen.name, differs));
        onDone();
      },
      () => undefined,
    );
  };
  useKeys({ n: { label: m.selfBooking_desk_newKey(), run: () => setAdding(true) } });
  const unsure = act.problem?.code === 'selfBooking.birthDateDiffers' && asked;
  return (
    <>
      <Problem problem={act.problem} />
      {unsure && (
        <div className="sb-acts">
          <Button pending={act.pending} onClick={() => match(unsure, true)}>
            {m.selfBooking_desk_chartRight()}
          </Button>
        </div>
      )}
      <ReadView read={read} rows={2}>
        {({ candidates }) => (
          <>
            <Candidates candidates={candidates} pending={act.pending} onChosen={match} />
            <Register {...{ request, candidates, adding, setAdding }} onRegistered={match} />
          </>
        )}
      </ReadView>
      <More label={m.selfBooking_desk_other()}>
        <FindChart onChosen={match} />
      </More>
      <More label={m.selfBooking_desk_turnDown()}>
        <TurnDown requestId={requestId} onDone={onDone} />
      </More>
    </>
  );
}

function Register(props: {
  request: Request;
  candidates: LookAlike[];
  adding: boolean;
  setAdding: (adding: boolean) => void;
  onRegistered: (chosen: Chosen) => void;
}) {
  const { request, candidates, adding, setAdding } = props;
  const button = useRef<HTMLButtonElement>(null);
  const nobody = candidates.length === 0;
  useEffect(() => {
    if (nobody) button.current?.focus();
  }, [nobody]);
  if (adding) return <NewChart request={request} candidates={candidates} onRegistered={props.onRegistered} />;
  return (
    <div className="sb-acts">
      <Button ref={button} tone={nobody ? 'primary' : 'quiet'} keys="N" onClick={() => setAdding(true)}>
        {m.selfBooking_desk_new()}
      </Button>
    </div>
  );
}

function doneWords(name: string, differs: readonly ('name' | 'mobile' | 'email')[]): string {
  if (differs.length === 0) return m.selfBooking_desk_matched({ name });
  const what = differs.map((one) => m[`selfBooking_desk_differs_${one}`]()).join(', ');
  return m.selfBooking_desk_differs({ name, what });
}
