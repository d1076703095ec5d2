import { m } from '#messages';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Go } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { bookkeeping } from '../contract.ts';
import type { DayView } from './views.ts';

/** Visits without a charge, by name: each is settled on its own page or explained here; then the day is locked. */
export function LockForm({ view }: { view: DayView }) {
  const mayLock = useMay('bookkeeping.lockDay') && !view.locked;
  const form = useForm(bookkeeping, 'lockDay', {
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
  return (
    <Panel
      title={m.bookkeeping_withoutCharge({ count: view.withoutCharge.length })}
      {...(view.withoutCharge.some((one) => !one.explained) && { tone: 'amber' as const })}
    >
      <Form form={form} label={m.bookkeeping_lock()}>
        {view.withoutCharge.map((one) => (
          <div key={one.visitId} className="bk-gap">
            <span>
              <Go to={`/visits/${one.visitId}`}>{one.patient.name}</Go>
              <span className="bk-small">
                {' '}
                · {one.finished ? m.bookkeeping_gap_left() : m.bookkeeping_gap_here()}
              </span>
            </span>
            {mayLock && (
              <FieldText
                label={m.bookkeeping_gap_reason({ name: one.patient.name })}
                {...form.at<string>(`reasons.${one.visitId}`)}
                value={form.values.reasons[one.visitId] ?? ''}
                maxLength={300}
              />
            )}
          </div>
        ))}
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
