import { m } from '#messages';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { waitlist } from '../contract.ts';

/** Takes somebody off the list, with the reason. */
export function TakeOff(props: { entryId: string; name: string; onClose: () => void }) {
  const { entryId, name, onClose } = props;
  const title = m.waitlist_off_title({ name });
  const form = useForm(waitlist, 'takeOff', {
    initial: { entryId, reason: '' },
    onDone: () => {
      tell(m.waitlist_offDone({ name }));
      onClose();
    },
  });
  return (
    <Dialog open title={title} onClose={onClose} size="small">
      <Form form={form} label={title}>
        <FieldText
          label={m.waitlist_label_reason()}
          {...form.field('reason')}
          required
          autoFocus
          maxLength={255}
        />
        <SaveBar form={form} label={m.waitlist_act_off()} />
      </Form>
    </Dialog>
  );
}

/** Passes somebody over for one time, with the reason; the next is asked. */
export function Skip(props: { entryId: string; freedId: string; name: string; onClose: () => void }) {
  const { entryId, freedId, name, onClose } = props;
  const title = m.waitlist_skip_title({ name });
  const form = useForm(waitlist, 'skipEntry', {
    initial: { entryId, freedId, reason: '' },
    onDone: () => {
      tell(m.waitlist_skippedDone({ name }));
      onClose();
    },
  });
  return (
    <Dialog open title={title} onClose={onClose} size="small">
      <Form form={form} label={title}>
        <FieldText
          label={m.waitlist_label_reason()}
          {...form.field('reason')}
          required
          autoFocus
          maxLength={255}
        />
        <SaveBar form={form} label={m.waitlist_act_skip()} />
      </Form>
    </Dialog>
  );
}
