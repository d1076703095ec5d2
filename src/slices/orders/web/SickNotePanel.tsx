import { useState } from 'react';
import { m } from '#messages';
import { localeFor } from '#platform/shared/languages.ts';
import { addDays, formatPlainDate, zonedDay } from '#platform/shared/time.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Consultation, orders } from '../contract.ts';

/** Sick notes of the visit: drafted by whoever is asked, signed by the physician. */
export function SickNotes({ view, mayDraft }: { view: Consultation; mayDraft: boolean }) {
  const locale = localeFor(useLanguage());
  const [open, setOpen] = useState(false);
  const day = (date: string) => formatPlainDate(date, locale, 'short');
  return (
    <>
      {view.sickNotes.map((one) => (
        <p key={one.id} className="o-line">
          <span className="o-line-main">
            {m.orders_sickNote()}: {m.orders_sickNoteLine({ from: day(one.from), to: day(one.to) })}{' '}
            {!one.signed && <SignalBadge tone="amber">{m.orders_sickNoteUnsigned()}</SignalBadge>}
          </span>
        </p>
      ))}
      {mayDraft && (
        <Button small onClick={() => setOpen(true)}>
          {m.orders_sickNoteDraft()}
        </Button>
      )}
      <Dialog title={m.orders_sickNoteDraft()} open={open} onClose={() => setOpen(false)} size="small">
        <SickNoteForm visitId={view.visitId} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function SickNoteForm({ visitId, onDone }: { visitId: string; onDone: () => void }) {
  const today = zonedDay(new Date().toISOString(), useMe().clinic.zone);
  const form = useForm(orders, 'draftSickNote', {
    initial: { visitId, from: today, to: addDays(today, 1), advice: '' },
    prepare: ({ advice, ...days }) => ({ ...days, ...(advice && { advice }) }),
    onDone,
  });
  return (
    <Form form={form}>
      <FieldDate label={m.orders_sickNoteFrom()} {...form.field('from')} required />
      <FieldDate label={m.orders_sickNoteTo()} {...form.field('to')} required />
      <FieldText label={m.orders_sickNoteAdvice()} {...form.field('advice')} maxLength={300} />
      <SaveBar form={form} label={m.orders_keep()} />
    </Form>
  );
}
