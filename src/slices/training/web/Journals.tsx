import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate, systemClock, today } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldArea } from '#platform/web/form/fields.tsx';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Journal, type Practicum, training } from '../contract.ts';

/** Journals of a practicum. The student writes and hands in, the preceptor answers, others read. */
export function Journals({
  practicum,
  reader,
}: {
  practicum: Practicum;
  reader: 'student' | 'preceptor' | 'office';
}) {
  const locale = useLocale();
  const [writing, setWriting] = useState<Journal | 'new'>();
  const [answering, setAnswering] = useState<Journal>();
  const handIn = useAct(training, 'handInJournal');
  const answer = useAct(training, 'answerJournal');
  const { practicumId, journals } = practicum;
  const give = ({ journalId }: Journal) =>
    void handIn.run({ practicumId, journalId }).then(
      () => tell(m.training_journal_handedIn()),
      () => undefined,
    );
  return (
    <>
      {reader === 'student' && <p className="s-hint">{m.training_journal_private()}</p>}
      {reader === 'student' && (
        <Button onClick={() => setWriting('new')}>{m.training_journal_write()}</Button>
      )}
      <Problem problem={handIn.problem} />
      {journals.length === 0 && <p className="s-hint">{m.training_journal_none()}</p>}
      <ul className="tr-lines" aria-label={m.training_journal_title()}>
        {journals.map((one) => (
          <li key={one.journalId} className="tr-line">
            <div className="tr-line-main">
              <strong>{formatPlainDate(one.day, locale, 'short')}</strong>{' '}
              <SignalBadge tone={one.handedInAt ? 'green' : 'grey'}>
                {one.handedInAt ? m.training_journal_state_in() : m.training_journal_state_draft()}
              </SignalBadge>
              <p className="tr-text">{one.text}</p>
              {one.comment && (
                <p className="tr-comment">
                  {one.commentBy}: {one.comment}
                </p>
              )}
            </div>
            <div className="tr-line-acts">
              {reader === 'student' && !one.handedInAt && (
                <>
                  <Button small tone="primary" onClick={() => give(one)} pending={handIn.pending}>
                    {m.training_journal_handIn()}
                  </Button>
                  <Button small onClick={() => setWriting(one)}>
                    {m.training_edit()}
                  </Button>
                </>
              )}
              {reader === 'preceptor' && (
                <Button small onClick={() => setAnswering(one)}>
                  {m.training_journal_answer()}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <Dialog
        title={m.training_journal_write()}
        open={writing !== undefined}
        onClose={() => setWriting(undefined)}
      >
        {writing && (
          <JournalForm
            practicumId={practicumId}
            {...(writing !== 'new' && { journal: writing })}
            onDone={() => setWriting(undefined)}
          />
        )}
      </Dialog>
      <ReasonDialog
        asked={
          answering && {
            title: m.training_journal_answer(),
            text: answering.text,
            label: m.training_journal_comment(),
            act: m.training_journal_answer(),
          }
        }
        maxLength={500}
        pending={answer.pending}
        problem={answer.problem}
        onSay={async (comment) => {
          if (answering) await answer.run({ practicumId, journalId: answering.journalId, comment });
        }}
        onClose={() => setAnswering(undefined)}
      />
    </>
  );
}

function JournalForm(props: { practicumId: string; journal?: Journal; onDone: () => void }) {
  const { practicumId, journal, onDone } = props;
  const { zone } = useMe().clinic;
  const form = useForm(training, 'writeJournal', {
    initial: { day: journal?.day ?? today(systemClock, zone), text: journal?.text ?? '' },
    prepare: (values) => ({
      ...{ ...values, practicumId },
      ...(journal && { journalId: journal.journalId }),
    }),
    onDone: () => {
      tell(m.training_journal_saved());
      onDone();
    },
  });
  return (
    <Form form={form} label={m.training_journal_write()}>
      <FieldDate label={m.training_paper_column_day()} {...form.field('day')} past required />
      <FieldArea
        label={m.training_journal_text()}
        hint={m.training_journal_hint()}
        {...form.field('text')}
        rows={6}
        maxLength={4000}
        required
        autoFocus
      />
      <SaveBar form={form} onCancel={onDone} />
    </Form>
  );
}
