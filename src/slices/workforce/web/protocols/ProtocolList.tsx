import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Protocol, workforce } from '#slices/workforce/contract.ts';
import { ApproveForm } from './ApproveForm.tsx';
import { ProtocolWords } from './ProtocolWords.tsx';

/** Each standing order with its state and its text; approved, withdrawn and printed here. */
export function ProtocolList(props: { protocols: Protocol[]; onEdit?: (protocol: Protocol) => void }) {
  const language = useLanguage();
  const mayApprove = useMay('workforce.approveProtocols');
  const [approving, setApproving] = useState<Protocol>();
  const [withdrawing, setWithdrawing] = useState<Protocol>();
  const withdraw = useAct(workforce, 'withdrawProtocol');
  const paper = useAct(workforce, 'printProtocol');
  const { print } = usePrint();
  const other = language === 'en' ? 'id' : 'en';
  const printIn = ({ protocolId }: Protocol, wanted: 'en' | 'id') =>
    void paper.run({ protocolId, language: wanted }).then(
      ({ paperId }) => print(paperId),
      () => undefined,
    );
  return (
    <>
      <Problem problem={paper.problem} />
      <ul className="wf-file" aria-label={m.workforce_protocol_title()}>
        {props.protocols.map((one) => (
          <li key={one.protocolId}>
            <ProtocolWords protocol={one} />
            <div className="wf-file-acts">
              {mayApprove && (
                <Button onClick={() => setApproving(one)}>{m.workforce_protocol_approve()}</Button>
              )}
              {props.onEdit && (
                <Button tone="plain" onClick={() => props.onEdit?.(one)}>
                  {m.workforce_protocol_edit()}
                </Button>
              )}
              <Button tone="plain" onClick={() => printIn(one, language)}>
                {m.workforce_protocol_print()}
              </Button>
              <Button tone="plain" onClick={() => printIn(one, other)}>
                {m.workforce_protocol_printOther()}
              </Button>
              {props.onEdit && one.state === 'inForce' && (
                <Button onClick={() => setWithdrawing(one)}>{m.workforce_protocol_withdraw()}</Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <Dialog
        title={m.workforce_protocol_approve()}
        open={approving !== undefined}
        onClose={() => setApproving(undefined)}
      >
        {approving && <ApproveForm protocol={approving} onDone={() => setApproving(undefined)} />}
      </Dialog>
      <ReasonDialog
        maxLength={500}
        asked={
          withdrawing && {
            title: m.workforce_protocol_withdrawTitle({ title: withdrawing.title }),
            label: m.workforce_credentials_reason(),
            act: m.workforce_protocol_withdraw(),
          }
        }
        pending={withdraw.pending}
        problem={withdraw.problem}
        onSay={async (reason) => {
          await withdraw.run({ protocolId: withdrawing?.protocolId ?? '', reason });
          tell(m.workforce_protocol_withdrawn());
        }}
        onClose={() => setWithdrawing(undefined)}
      />
    </>
  );
}
