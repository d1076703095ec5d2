import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { m } from '#messages';
import { ProblemError } from '#platform/web/client/call.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Competency, competencies } from '../contract.ts';
import { CompetencyForm } from './CompetencyForm.tsx';

/** What is asked for: each competency with its steps, and whether its acts are closed without it. */
export function AskedSet() {
  const read = useRead(competencies, 'list', {}, { refreshOn: ['competencies.setChanged'] });
  const mayManage = useMay('competencies.manage');
  const take = useAct(competencies, 'takeList');
  const takeList = () => void take.run({}).catch(() => undefined);
  const [editing, setEditing] = useState<Competency | 'new'>();
  useKeys({
    n: mayManage ? { label: m.competencies_set_add(), run: () => setEditing('new') } : undefined,
  });
  return (
    <ReadView read={read} rows={10}>
      {({ competencies: all }) => (
        <>
          <p className="s-hint">{m.competencies_set_intro()}</p>
          {mayManage && (
            <Button keys="N" onClick={() => setEditing('new')}>
              {m.competencies_set_add()}
            </Button>
          )}
          {all.length === 0 && (
            <EmptyState
              title={m.competencies_set_none()}
              text={m.competencies_set_noneHint()}
              {...(mayManage && { act: { label: m.competencies_set_take(), run: takeList } })}
            />
          )}
          <Problem problem={take.problem} />
          <ul className="cp-lines">
            {all.map((one) => (
              <Line key={one.code} one={one} mayManage={mayManage} onEdit={() => setEditing(one)} />
            ))}
          </ul>
          {editing && (
            <Dialog
              open
              size="large"
              title={editing === 'new' ? m.competencies_set_add() : m.competencies_set_edit()}
              onClose={() => setEditing(undefined)}
            >
              <CompetencyForm
                {...(editing !== 'new' && { competency: editing })}
                onDone={() => setEditing(undefined)}
              />
            </Dialog>
          )}
        </>
      )}
    </ReadView>
  );
}

function Line({ one, mayManage, onEdit }: { one: Competency; mayManage: boolean; onEdit: () => void }) {
  const label = one.label[useLanguage()];
  return (
    <li className="cp-line">
      <div className="cp-line-main">
        <strong>{label}</strong>{' '}
        {one.asked && (
          <SignalBadge tone="grey" icon={<IconLock size={16} aria-hidden />}>
            {m.competencies_matrix_closes()}
          </SignalBadge>
        )}
        {!one.active && <SignalBadge tone="grey">{m.competencies_set_putAway()}</SignalBadge>}
        <div className="cp-facts">
          <p>
            {m.competencies_set_version({ version: one.version })} ·{' '}
            {m.competencies_set_steps_count({ count: one.steps.length })} · {m.competencies_set_practices()}:{' '}
            {one.practices} · {m.competencies_set_months()}: {one.validMonths}
          </p>
        </div>
      </div>
      {mayManage && (
        <div className="cp-line-acts">
          <Button small onClick={onEdit}>
            {m.competencies_set_edit()}
          </Button>
          {one.active && one.acts.length > 0 && <AskSwitch one={one} label={label} />}
        </div>
      )}
    </li>
  );
}

/** Turns the term on or off; where it would close an act to somebody at once, she is named first. */
function AskSwitch({ one, label }: { one: Competency; label: string }) {
  const ask = useAct(competencies, 'askFor');
  const [warned, setWarned] = useState(false);
  const run = (evenSo: boolean) =>
    void ask.run({ code: one.code, asked: !one.asked, evenSo }).then(
      ({ asked }) => {
        setWarned(false);
        tell(asked ? m.competencies_set_closed({ label }) : m.competencies_set_opened({ label }));
      },
      (problem) => setWarned(problem instanceof ProblemError && problem.code === 'competencies.wouldClose'),
    );
  return (
    <>
      <Button small pending={ask.pending} onClick={() => run(false)}>
        {one.asked ? m.competencies_set_open() : m.competencies_set_close()}
      </Button>
      {!warned && <Problem problem={ask.problem} />}
      {warned && (
        <Dialog
          open
          size="small"
          title={m.competencies_set_closeTitle({ label })}
          onClose={() => setWarned(false)}
        >
          <Problem problem={ask.problem} />
          <div className="cp-acts">
            <Button tone="danger" pending={ask.pending} onClick={() => run(true)}>
              {m.competencies_set_evenSo()}
            </Button>
            <Button tone="plain" onClick={() => setWarned(false)}>
              {m.web_cancel()}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
