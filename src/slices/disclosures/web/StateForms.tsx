import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, type FormState, useForm } from '#platform/web/form/use-form.tsx';
import { disclosures, type RequestView } from '../contract.ts';
import type { IdentityCheck } from '../shared/codes.ts';
import { asksAuthority, asksMinimum } from '../shared/law.ts';
import { AuthorisationField, ContentFields } from './ReleaseFields.tsx';
import { identityOptions, wayOptions } from './words.ts';

interface Asked {
  request: RequestView;
}

function Note<Values extends { note: string }>({ form }: { form: FormState<Values, unknown> }) {
  return <FieldText label={m.disclosures_label_note()} {...form.at<string>('note')} maxLength={500} />;
}

export function Verify({ request }: Asked) {
  const form = useForm(disclosures, 'verifyRequest', {
    initial: { requestId: request.requestId, identity: 'document' as IdentityCheck, authority: '' },
  });
  return (
    <Form form={form} label={m.disclosures_act_verify()}>
      <FieldChips
        label={m.disclosures_label_identity()}
        {...form.at<string>('identity')}
        options={identityOptions()}
        required
      />
      <FieldText
        label={m.disclosures_label_authority()}
        {...form.field('authority')}
        required={asksAuthority(request.requesterKind)}
        maxLength={500}
      />
      <SaveBar form={form} label={m.disclosures_act_verify()} />
    </Form>
  );
}

export function Scope({ request }: Asked) {
  const { requestId, patientId } = request;
  const read = useRead(disclosures, 'patientDisclosures', { patientId });
  const form = useForm(disclosures, 'scopeRequest', {
    initial: {
      ...{ requestId, parts: request.parts, partsNote: request.partsNote, special: request.special },
      ...{ fromOn: request.fromOn ?? '', toOn: request.toOn ?? '', minimum: false, note: '' },
      authorisationId: request.authorisationId ?? '',
    },
  });
  const papers = read.data?.authorisations ?? [];
  return (
    <Form form={form} label={m.disclosures_act_scope()}>
      <ContentFields form={form} special={request.special.length > 0} />
      {asksMinimum(request.basis) && (
        <FieldCheck label={m.disclosures_label_minimum()} {...form.field('minimum')} />
      )}
      {papers.length > 0 && <AuthorisationField form={form} papers={papers} />}
      <Note form={form} />
      <SaveBar form={form} label={m.disclosures_act_scope()} />
    </Form>
  );
}

export function Pull({ request }: Asked) {
  const form = useForm(disclosures, 'pullRequest', {
    initial: { requestId: request.requestId, pages: '', note: '' },
    prepare: ({ pages, ...rest }) => ({ ...rest, pages: Number(pages) }),
  });
  return (
    <Form form={form} label={m.disclosures_act_pull()}>
      <FieldNumber label={m.disclosures_label_pages()} {...form.field('pages')} required />
      <Note form={form} />
      <SaveBar form={form} label={m.disclosures_act_pull()} />
    </Form>
  );
}

export function Review({ request }: Asked) {
  const initial = { requestId: request.requestId, note: '' };
  const form = useForm(disclosures, 'reviewRequest', { initial });
  return (
    <Form form={form} label={m.disclosures_act_review()}>
      <p>{m.disclosures_hint_review()}</p>
      <Note form={form} />
      <SaveBar form={form} label={m.disclosures_act_review()} />
    </Form>
  );
}

export function Release({ request }: Asked) {
  const form = useForm(disclosures, 'releaseRequest', {
    initial: {
      ...{ requestId: request.requestId, recipientAddress: request.recipientAddress, way: request.way },
    },
  });
  return (
    <Form form={form} label={m.disclosures_act_release()}>
      <p>{m.disclosures_hint_release({ name: request.recipientName })}</p>
      <FieldText
        label={m.disclosures_label_address()}
        {...form.field('recipientAddress')}
        required
        maxLength={300}
      />
      <FieldChips label={m.disclosures_label_way()} {...form.at<string>('way')} options={wayOptions()} />
      <SaveBar form={form} label={m.disclosures_act_release()} />
    </Form>
  );
}

export function Close({ request }: Asked) {
  const initial = { requestId: request.requestId, note: '' };
  const form = useForm(disclosures, 'closeRequest', { initial });
  return (
    <Form form={form} label={m.disclosures_act_close()}>
      <p>{request.outcome === 'denied' ? m.disclosures_hint_denied() : m.disclosures_hint_close()}</p>
      <Note form={form} />
      <SaveBar form={form} label={m.disclosures_act_close()} />
    </Form>
  );
}
