import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldArea, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { amendments, type RequestView } from '../contract.ts';
import type { DenyReason } from '../shared/codes.ts';
import { namesOf, reasonOptions } from './words.ts';

/** What the patient wrote stands below; here is where it is linked, and who else goes by that entry. */
export function Accept({ request }: { request: RequestView }) {
  const { requestId, content, place } = request;
  const form = useForm(amendments, content === 'clinical' ? 'acceptClinical' : 'acceptAdministrative', {
    initial: { linkedPlace: place, resource: '', relied: '', note: '' },
    prepare: ({ linkedPlace, resource, relied, note }) => ({
      ...{ requestId, linkedPlace, note, relied: namesOf(relied), ...(resource && { resource }) },
    }),
  });
  return (
    <Form form={form} label={m.amendments_act_accept()}>
      <FieldText
        label={m.amendments_label_linkedPlace()}
        {...form.field('linkedPlace')}
        required
        maxLength={500}
      />
      <FieldArea
        label={m.amendments_label_relied()}
        hint={m.amendments_hint_named()}
        {...form.field('relied')}
        rows={2}
      />
      <More>
        <FieldText
          label={m.amendments_label_resource()}
          hint={m.amendments_hint_resource()}
          {...form.field('resource')}
          maxLength={130}
        />
        <FieldText label={m.amendments_label_note()} {...form.field('note')} maxLength={500} />
      </More>
      <SaveBar form={form} label={m.amendments_act_accept()} />
    </Form>
  );
}

export function Deny({ request, onClose }: { request: RequestView; onClose: () => void }) {
  const { requestId, content } = request;
  const title = m.amendments_deny_title();
  const form = useForm(amendments, content === 'clinical' ? 'denyClinical' : 'denyAdministrative', {
    initial: { requestId, reason: '' as DenyReason | '', words: '' },
    onDone: onClose,
  });
  return (
    <Dialog open title={title} onClose={onClose}>
      <Form form={form} label={title}>
        <FieldChips
          label={m.amendments_label_reason()}
          {...form.at<string>('reason')}
          options={reasonOptions()}
          required
        />
        <FieldArea label={m.amendments_label_words()} {...form.field('words')} required maxLength={2000} />
        <SaveBar form={form} label={m.amendments_act_deny()} />
      </Form>
    </Dialog>
  );
}

/** Once, with the reason and the day on which the patient was told of it. */
export function Extend({ requestId, onClose }: { requestId: string; onClose: () => void }) {
  const title = m.amendments_act_extend();
  const form = useForm(amendments, 'extendRequest', {
    initial: { requestId, reason: '', toldOn: '' },
    onDone: onClose,
  });
  return (
    <Dialog open title={title} onClose={onClose} size="small">
      <Form form={form} label={title}>
        <FieldText
          label={m.amendments_label_reason()}
          {...form.field('reason')}
          required
          autoFocus
          maxLength={500}
        />
        <FieldDate label={m.amendments_label_toldOn()} {...form.field('toldOn')} past required />
        <SaveBar form={form} label={title} />
      </Form>
    </Dialog>
  );
}
