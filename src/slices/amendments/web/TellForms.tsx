import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, type FormState, useForm } from '#platform/web/form/use-form.tsx';
import { systemClock, today } from '#platform/shared/time.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { amendments, type RequestView } from '../contract.ts';
import type { Content, Way } from '../shared/codes.ts';
import { untoldOf } from '../shared/rules.ts';
import { contentOptions, wayOptions } from './words.ts';

interface Asked {
  request: RequestView;
}

/** Today at the clinic and handed over: how it mostly is. */
export function useTold() {
  const { clinic } = useMe();
  return { on: today(systemClock, clinic.zone), way: 'hand' as Way };
}

/** On which day, and how. */
export function ToldFields({ form, on = 'on' }: { form: Pick<FormState<object>, 'at'>; on?: string }) {
  return (
    <>
      <FieldDate
        label={on === 'on' ? m.amendments_label_on() : m.amendments_label_copyOn()}
        {...form.at<string>(on)}
        past
        required
      />
      <FieldChips label={m.amendments_label_way()} {...form.at<string>('way')} options={wayOptions()} />
    </>
  );
}

export function Review({ request }: Asked) {
  const { requestId, content } = request;
  const form = useForm(amendments, 'reviewRequest', {
    initial: { requestId, content: content as Content, note: '' },
  });
  return (
    <Form form={form} label={m.amendments_act_review()}>
      <FieldChips
        label={m.amendments_label_content()}
        {...form.at<string>('content')}
        options={contentOptions()}
        required
      />
      <FieldText label={m.amendments_label_note()} {...form.field('note')} maxLength={500} />
      <SaveBar form={form} label={m.amendments_act_review()} />
    </Form>
  );
}

export function Tell({ request }: Asked) {
  const initial = { requestId: request.requestId, ...useTold() };
  const form = useForm(amendments, 'tellPatient', { initial });
  return (
    <Form form={form} label={m.amendments_act_tell()}>
      <p>{m.amendments_hint_tell()}</p>
      <ToldFields form={form} />
      <SaveBar form={form} label={m.amendments_act_tell()} />
    </Form>
  );
}

export function Close({ request }: Asked) {
  const initial = { requestId: request.requestId, note: '' };
  const form = useForm(amendments, 'closeRequest', { initial });
  const untold = request.outcome === 'accepted' ? untoldOf(request.parties) : [];
  return (
    <Form form={form} label={m.amendments_act_close()}>
      <p>
        {untold.length > 0
          ? m.amendments_hint_closeUntold({ names: untold.join(', ') })
          : m.amendments_hint_close()}
      </p>
      <FieldText label={m.amendments_label_note()} {...form.field('note')} maxLength={500} />
      <SaveBar form={form} label={m.amendments_act_close()} />
    </Form>
  );
}
