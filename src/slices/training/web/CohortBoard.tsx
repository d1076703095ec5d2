import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Go, pathTo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Board, type Skill, type Student, training } from '../contract.ts';
import { SkillBadge } from './badges.tsx';
import { EnrolForm, LeaveForm, ResultForm } from './StudentForms.tsx';
import { practicumPath } from './paths.ts';
import { VersionLine } from './Versions.tsx';
import { behindWords, hoursWords, spanWords } from './words.ts';
import './training.css';

/** Students of a cohort by hours, courses and competencies. A competency leads to its check-off. */
export default function CohortBoard({ params }: ScreenProps) {
  const cohortId = params.cohortId ?? '';
  const read = useRead(training, 'cohortBoard', { cohortId }, { refreshOn: ['training.', 'competencies.'] });
  return (
    <ReadView read={read} rows={8}>
      {(board) => <Shown board={board} />}
    </ReadView>
  );
}

type Open = { what: 'enrol' } | { what: 'result' | 'leave'; student: Student };

function Shown({ board }: { board: Board }) {
  const locale = useLocale();
  const mayManage = useMay('training.manage');
  const [open, setOpen] = useState<Open>();
  const { cohort, students } = board;
  useKeys({
    n: mayManage ? { label: m.training_enrol(), run: () => setOpen({ what: 'enrol' }) } : undefined,
  });
  const close = () => setOpen(undefined);
  const move = useAct(training, 'moveCohort');
  const moveTo = (version: number) =>
    void move.run({ cohortId: cohort.cohortId, version }).then(
      () => tell(m.training_version_moved({ version })),
      () => undefined,
    );
  const titles = { enrol: m.training_enrol, result: m.training_result_enter, leave: m.training_leave };
  return (
    <Page
      title={`${cohort.label} · ${cohort.name}`}
      back="/clinic/training?tab=cohorts"
      actions={
        mayManage && (
          <Button tone="primary" keys="N" onClick={() => setOpen({ what: 'enrol' })}>
            {m.training_enrol()}
          </Button>
        )
      }
    >
      <p className="s-hint">{spanWords(cohort.startsOn, cohort.endsOn, locale)}</p>
      <VersionLine
        list="programme"
        code={cohort.programme}
        current={cohort.version}
        newest={cohort.newestVersion}
        {...(mayManage && { onMove: moveTo })}
      />
      <Problem problem={move.problem} />
      {students.length === 0 ? (
        <EmptyState title={m.training_board_none()} text={m.training_board_noneText()} />
      ) : (
        <Table students={students} mayManage={mayManage} onOpen={setOpen} />
      )}
      <Dialog title={open ? titles[open.what]() : ''} open={open !== undefined} onClose={close}>
        {open?.what === 'enrol' && <EnrolForm cohortId={cohort.cohortId} onDone={close} />}
        {open?.what === 'result' && (
          <ResultForm cohortId={cohort.cohortId} student={open.student} onDone={close} />
        )}
        {open?.what === 'leave' && (
          <LeaveForm cohortId={cohort.cohortId} student={open.student} onDone={close} />
        )}
      </Dialog>
    </Page>
  );
}

function Table(props: { students: Student[]; mayManage: boolean; onOpen: (open: Open) => void }) {
  const [first] = props.students;
  const skills = first?.skills ?? [];
  return (
    <div className="tr-board-holder">
      <table className="s-table tr-board" aria-label={m.training_office_cohorts()}>
        <thead>
          <tr>
            <th scope="col">{m.training_paper_student()}</th>
            <th scope="col">{m.training_board_behind()}</th>
            <th scope="col">{m.training_paper_column_hours()}</th>
            <th scope="col">{m.training_paper_courses()}</th>
            {props.mayManage && <th scope="col">{m.training_board_acts()}</th>}
            {skills.map((one) => (
              <th key={one.code} scope="col">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.students.map((student) => (
            <tr key={student.staffId}>
              <th scope="row">{student.name}</th>
              <td>
                <Behind student={student} />
              </td>
              <td className="tr-nowrap">
                <Hours student={student} />
              </td>
              <td>
                {m.training_countOf({
                  done: student.courses.filter((one) => one.result === 'passed').length,
                  of: student.courses.length,
                })}
              </td>
              {props.mayManage && (
                <td className="tr-nowrap">
                  {student.state === 'enrolled' && (
                    <>
                      <Button small onClick={() => props.onOpen({ what: 'result', student })}>
                        {m.training_result_enter()}
                      </Button>{' '}
                      <Button small tone="plain" onClick={() => props.onOpen({ what: 'leave', student })}>
                        {m.training_leave()}
                      </Button>
                    </>
                  )}
                </td>
              )}
              {student.skills.map((skill) => (
                <td key={skill.code}>
                  <SkillCell staffId={student.staffId} skill={skill} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Behind({ student }: { student: Student }) {
  if (student.state === 'completed')
    return <SignalBadge tone="green">{m.training_student_completed()}</SignalBadge>;
  if (student.state === 'withdrawn')
    return <SignalBadge tone="grey">{m.training_student_withdrawn()}</SignalBadge>;
  if (student.behind.length === 0) return <SignalBadge tone="green">{m.training_behind_none()}</SignalBadge>;
  return student.behind.map((one) => (
    <SignalBadge key={one} tone="amber">
      {behindWords[one]()}
    </SignalBadge>
  ));
}

function Hours({ student }: { student: Student }) {
  const locale = useLocale();
  const { practicum } = student;
  if (!practicum) return m.training_board_noPracticum();
  const words = m.training_hoursOf({
    done: hoursWords(practicum.confirmedHundredths, locale),
    needed: hoursWords(practicum.neededHundredths, locale),
  });
  return <Go to={practicumPath(practicum.practicumId)}>{words}</Go>;
}

function SkillCell({ staffId, skill }: { staffId: string; skill: Skill }) {
  const mayObserve = useMay('competencies.observe');
  const mayRead = useMay('competencies.read');
  const badge = <SkillBadge skill={skill} />;
  if (mayObserve)
    return <Go to={pathTo('/work/check-off/$staffId/$code', { staffId, code: skill.code })}>{badge}</Go>;
  return mayRead ? <Go to={pathTo('/clinic/competencies/$staffId', { staffId })}>{badge}</Go> : badge;
}
