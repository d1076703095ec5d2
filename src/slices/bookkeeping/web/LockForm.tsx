import { m } from '#messages';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Go } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { bookkeeping } from '../contract.ts';
import type { DayView } from './views.ts';

/** Visits without a charge, by name: each is settled on its own page or explained here; then the day is locked. */
export function LockForm({ view }: { view: DayView }) {
  const here = view.withoutCharge.filter((one) => !one.finished);
  const gone = view.withoutCharge.filter((one) => one.finished);
  const mayLock = useMay('bookkeeping.lockDay') && !view.locked;
  const form = useLock(view);
  return (
    <Panel
      title={m.bookkeeping_withoutCharge({ count: view.withoutCharge.length })}
      {...(gone.some((one) => !one.explained) && { tone: 'amber' as const })}
    >
      <Form form={form} label={m.bookkeeping_lock()}>
        {gone.map((one) => (
          <Gap key={one.visitId} visit={one} form={form} mayLock={mayLock} />
        ))}
        {here.length > 0 && (
          <More label={m.bookkeeping_gap_stillHere({ count: here.length })}>
            {here.map((one) => (
              <Gap key={one.visitId} visit={one} form={form} mayLock={mayLock} />
            ))}
          </More>
        )}
        {view.withoutCharge.length === 0 && <p>{m.bookkeeping_withoutCharge_none()}</p>}
        {mayLock && (
          <>
            <p className="bk-small">{m.bookkeeping_lock_text()}</p>
            <SaveBar form={form} label={m.bookkeeping_lock()} />
          </>
        )}
      </Form>
    </Panel>
  );
}

/** One visit without a charge: whose it is, and why nothing is charged where that is so. */
function Gap(props: {
  visit: DayView['withoutCharge'][number];
  form: ReturnType<typeof useLock>;
  mayLock: boolean;
}) {
  const { visit, form, mayLock } = props;
  const { visitId, patient, finished } = visit;
  return (
    <div className="bk-gap">
      <span>
        <Go to={`/visits/${visitId}`}>{patient.name}</Go>
        <span className="bk-small"> · {finished ? m.bookkeeping_gap_left() : m.bookkeeping_gap_here()}</span>
      </span>
      {mayLock && (
        <FieldText
          label={m.bookkeeping_gap_reason({ name: patient.name })}
          {...form.at<string>(`reasons.${visitId}`)}
          value={form.values.reasons[visitId] ?? ''}
          maxLength={300}
        />
      )}
    </div>
  );
}

/** One reason for each visit, kept as a draft of its day. */
function useLock(view: DayView) {
  return useForm(bookkeeping, 'lockDay', {
    initial: {
      reasons: Object.fromEntries(
        view.withoutCharge.map((one) => [one.visitId, one.explained ?? '']),
      ) as Record<string, string>,
    },
    draft: `bookkeeping.lockDay/${view.day}`,
    prepare: ({ reasons }) => ({
      day: view.day,
      explanations: view.withoutCharge.flatMap(({ visitId }) => {
        const reason = (reasons[visitId] ?? '').trim();
        return reason === '' ? [] : [{ visitId, reason }];
      }),
    }),
  });
}
