import { useState } from 'react';
import { m } from '#messages';
import { work } from '#platform/shared/work-contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { workforce } from '../contract.ts';

/** The end of a shift in one act: all of one's tasks to a colleague, or back to everybody who may. */
export function HandOver(props: { open: boolean; count: number; onClose: () => void }) {
  return (
    <Dialog title={m.workforce_work_handOverTitle()} open={props.open} onClose={props.onClose} size="small">
      <HandOverForm count={props.count} onDone={props.onClose} />
    </Dialog>
  );
}

function HandOverForm(props: { count: number; onDone: () => void }) {
  const language = useLanguage();
  const { data } = useRead(workforce, 'colleagues', {});
  const [to, setTo] = useState('');
  const { run, pending, problem } = useAct(work, 'handOver');
  const people = (data?.people ?? []).map((person) => {
    const roles = person.roles.map((label) => label[language]).join(', ');
    return { value: person.id, label: roles ? `${person.name} · ${roles}` : person.name };
  });
  const hand = async () => {
    try {
      const { moved, left } = await run(to ? { toStaffId: to } : {});
      tell(
        left > 0 ? m.workforce_work_handedOverLeft({ moved, left }) : m.workforce_work_handedOver({ moved }),
      );
      props.onDone();
    } catch {
      // the problem stands in the dialog in words
    }
  };
  return (
    <div className="s-form">
      <p className="s-dialog-text">{m.workforce_work_handOverText({ count: props.count })}</p>
      <FieldSelect
        label={m.workforce_work_to()}
        value={to}
        onChange={setTo}
        options={people}
        placeholder={m.workforce_work_toPool()}
        clearable
      />
      <Problem problem={problem} />
      <div className="s-dialog-acts">
        <Button onClick={props.onDone}>{m.web_cancel()}</Button>
        <Button tone="primary" onClick={() => void hand()} pending={pending}>
          {m.workforce_work_handOverAct()}
        </Button>
      </div>
    </div>
  );
}
