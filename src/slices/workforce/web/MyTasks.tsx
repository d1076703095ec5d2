import { useState } from 'react';
import { m } from '#messages';
import { type WorkTask, work } from '#platform/shared/work-contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go } from '#platform/web/router/link.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { offerUndo, tell } from '#platform/web/ui/undo.tsx';
import { HandOver } from './HandOver.tsx';
import { isLate, taskHref } from './task-link.ts';
import { useNow } from '#platform/web/client/use-now.ts';
import './workforce.css';

/** What waits for this person: her own and what lies in the pools that her job reaches, urgent first. */
export default function MyTasks(props: { compact: boolean }) {
  const tasks = useRead(work, 'listMine', {}, { refreshOn: ['work.'] });
  const [handing, setHanding] = useState(false);
  const mine = (tasks.data?.tasks ?? []).filter((task) => task.mine);
  const title = m.workforce_work_title();
  const handOver = mine.length > 0 && (
    <Button small onClick={() => setHanding(true)}>
      {m.workforce_work_handOver()}
    </Button>
  );
  return (
    <Panel title={title} actions={handOver}>
      <ReadView read={tasks}>
        {({ tasks: list, waiting }) => (
          <>
            {list.length === 0 ? (
              <EmptyState title={m.workforce_work_none()} text={m.workforce_work_noneText()} />
            ) : (
              <TaskList tasks={list} compact={props.compact} />
            )}
            {waiting > 0 && <p className="s-hint">{m.workforce_work_more({ count: waiting })}</p>}
          </>
        )}
      </ReadView>
      <HandOver open={handing} count={mine.length} onClose={() => setHanding(false)} />
    </Panel>
  );
}

function TaskList(props: { tasks: WorkTask[]; compact: boolean }) {
  const nowMs = useNow();
  const take = useAct(work, 'takeTask');
  const finish = useAct(work, 'finishTask');
  const giveBack = useAct(work, 'returnTask');
  const [busyId, setBusyId] = useState('');
  const run = async (task: WorkTask, act: () => Promise<unknown>, said: () => void) => {
    setBusyId(task.id);
    // the problem stands above the list in words
    await act().then(said, () => undefined);
    setBusyId('');
  };
  const back = (task: WorkTask) =>
    run(
      task,
      () => giveBack.run({ taskId: task.id }),
      () => tell(m.workforce_work_returned({ title: task.title })),
    );
  const next = (task: WorkTask) =>
    task.mine
      ? run(
          task,
          () => finish.run({ taskId: task.id }),
          () => tell(m.workforce_work_finished({ title: task.title })),
        )
      : run(
          task,
          () => take.run({ taskId: task.id }),
          () =>
            offerUndo(m.workforce_work_taken({ title: task.title }), () => giveBack.run({ taskId: task.id })),
        );
  return (
    <>
      <Problem problem={take.problem ?? finish.problem ?? giveBack.problem} />
      <ul
        className={props.compact ? 'wf-tasks wf-tasks-compact' : 'wf-tasks'}
        aria-label={m.workforce_work_table()}
      >
        {props.tasks.map((task) => (
          <li key={task.id} className={task.urgent ? 'wf-task wf-task-urgent' : 'wf-task'}>
            <TaskWords task={task} late={isLate(task, nowMs)} />
            <div className="wf-task-acts">
              {task.mine && (
                <Button small tone="plain" onClick={() => void back(task)} disabled={busyId === task.id}>
                  {m.workforce_work_return()}
                </Button>
              )}
              <Button small onClick={() => void next(task)} pending={busyId === task.id}>
                {task.mine ? m.workforce_work_done() : m.workforce_work_take()}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function TaskWords(props: { task: WorkTask; late: boolean }) {
  const { task, late } = props;
  const href = taskHref(task);
  return (
    <div className="wf-task-words">
      {task.patient && (
        <p className="wf-task-patient">
          {task.patient.name} <RecordNumber number={task.patient.recordNumber} />
        </p>
      )}
      {href ? (
        <Go to={href} className="wf-task-title">
          {task.title}
        </Go>
      ) : (
        <span className="wf-task-title">{task.title}</span>
      )}
      <p className="wf-task-marks">
        {task.urgent && <SignalBadge tone="red">{m.workforce_work_urgent()}</SignalBadge>}
        {late && <SignalBadge tone="amber">{m.workforce_work_late()}</SignalBadge>}
        {task.mine && <SignalBadge tone="blue">{m.workforce_work_mine()}</SignalBadge>}
        <span className="wf-task-due">
          <When at={task.dueAt} as={isToday(task.dueAt) ? 'time' : 'dateTime'} />
        </span>
      </p>
    </div>
  );
}

/** Within half a day of now either way: the hour alone says when. */
function isToday(at: string): boolean {
  return Math.abs(Date.parse(at) - Date.now()) < 12 * 60 * 60_000;
}
