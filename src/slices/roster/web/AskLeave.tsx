import { m } from '#messages';
import { today } from '#platform/shared/time.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Leave, roster } from '../contract.ts';
import { leaveKind } from './words.ts';

const kinds: readonly Leave['kind'][] = ['annual', 'sick', 'family', 'training', 'other'];

/** Asks for time off: what kind, from when to when, and a word to the manager. */
export function AskLeave({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={m.roster_leave_ask()} open onClose={onClose}>
      <AskForm onClose={onClose} />
    </Dialog>
  );
}

function AskForm({ onClose }: { onClose: () => void }) {
  const { zone } = useMe().clinic;
  const now = today({ now: () => Date.now() }, zone);
  const form = useForm(roster, 'askLeave', {
    draft: 'roster.askLeave/mine',
    initial: { kind: 'annual' as string, firstDay: now, lastDay: '', fromTime: '', untilTime: '', note: '' },
    prepare: (values) => ({
      ...{ kind: values.kind as Leave['kind'], firstDay: values.firstDay, note: values.note },
      // one day is what is asked for most
      lastDay: values.lastDay || values.firstDay,
      ...(values.fromTime && { fromTime: values.fromTime }),
      ...(values.untilTime && { untilTime: values.untilTime }),
    }),
    onDone: () => {
      tell(m.roster_leave_askedNow());
      onClose();
    },
  });
  return (
    <Form form={form}>
      <FieldChips
        label={m.roster_leave_kind()}
        options={kinds.map((one) => ({ value: one, label: leaveKind(one) }))}
        {...form.field('kind')}
      />
      <FieldDate label={m.roster_leave_first()} {...form.field('firstDay')} required autoFocus />
      <FieldDate label={m.roster_leave_last()} hint={m.roster_leave_lastHint()} {...form.field('lastDay')} />
      <FieldText
        label={m.roster_leave_note()}
        hint={m.roster_leave_noteHint()}
        {...form.field('note')}
        maxLength={300}
      />
      <More label={m.roster_leave_part()}>
        <FieldTime label={m.roster_leave_from()} {...form.field('fromTime')} />
        <FieldTime label={m.roster_leave_until()} {...form.field('untilTime')} />
      </More>
      <SaveBar form={form} label={m.roster_leave_ask()} onCancel={onClose} />
    </Form>
  );
}
