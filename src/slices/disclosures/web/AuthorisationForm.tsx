import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSet } from '#platform/web/form/FieldSet.tsx';
import { FieldArea, FieldCheck, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type AuthorisationView, disclosures } from '../contract.ts';
import { gapWords, specialOptions } from './words.ts';

/** What stands on the signed paper, element by element. What it does not say is left blank and named afterwards. */
export function AuthorisationForm(props: {
  patientId: string;
  paper?: AuthorisationView | undefined;
  onClose: () => void;
}) {
  const { patientId, paper, onClose } = props;
  const clinic = useMe().clinic;
  const title = m.disclosures_authorisation_title();
  const form = useForm(disclosures, 'saveAuthorisation', {
    initial: {
      ...{ patientId, authorisationId: paper?.authorisationId ?? '' },
      ...{ description: paper?.description ?? '', discloser: paper?.discloser ?? clinic.name },
      ...{ recipient: paper?.recipient ?? '', purpose: paper?.purpose ?? '' },
      ...{ expiresOn: paper?.expiresOn ?? '', expiryEvent: paper?.expiryEvent ?? '' },
      ...{ signedOn: paper?.signedOn ?? '', signerName: paper?.signerName ?? '' },
      ...{ signer: paper?.signer ?? ('patient' as const), authority: paper?.authority ?? '' },
      ...{ revocation: paper?.revocation ?? false, redisclosure: paper?.redisclosure ?? false },
      ...{ noConditioning: paper?.noConditioning ?? false, special: paper?.special ?? [] },
    },
    onDone: ({ authorisation }) => {
      const { gaps } = authorisation;
      tell(gaps.length > 0 ? m.disclosures_gaps({ missing: gapWords(gaps) }) : m.disclosures_complete());
      onClose();
    },
  });
  return (
    <Dialog open title={title} onClose={onClose} size="large">
      <Form form={form} label={title}>
        <FieldArea
          label={m.disclosures_label_description()}
          {...form.field('description')}
          rows={2}
          autoFocus
        />
        <FieldSet legend={m.disclosures_label_between()} columns={3}>
          <FieldText label={m.disclosures_label_discloser()} {...form.field('discloser')} maxLength={200} />
          <FieldText label={m.disclosures_label_receives()} {...form.field('recipient')} maxLength={200} />
          <FieldText label={m.disclosures_label_purpose()} {...form.field('purpose')} maxLength={300} />
        </FieldSet>
        <FieldSet legend={m.disclosures_label_expiry()} columns={2}>
          <FieldDate label={m.disclosures_label_expiresOn()} {...form.field('expiresOn')} />
          <FieldText
            label={m.disclosures_label_expiryEvent()}
            {...form.field('expiryEvent')}
            maxLength={300}
          />
        </FieldSet>
        <FieldSet legend={m.disclosures_label_signature()} columns={2}>
          <FieldChips
            label={m.disclosures_label_signer()}
            {...form.at<string>('signer')}
            options={[
              { value: 'patient', label: m.disclosures_signer_patient() },
              { value: 'representative', label: m.disclosures_signer_representative() },
            ]}
          />
          <FieldText label={m.disclosures_label_name()} {...form.field('signerName')} maxLength={200} />
          <FieldDate label={m.disclosures_label_signedOn()} {...form.field('signedOn')} past />
          {form.values.signer === 'representative' && (
            <FieldText label={m.disclosures_label_authority()} {...form.field('authority')} maxLength={300} />
          )}
        </FieldSet>
        <FieldSet legend={m.disclosures_label_says()}>
          <FieldCheck label={m.disclosures_label_revocation()} {...form.field('revocation')} />
          <FieldCheck label={m.disclosures_label_redisclosure()} {...form.field('redisclosure')} />
          <FieldCheck label={m.disclosures_label_noConditioning()} {...form.field('noConditioning')} />
        </FieldSet>
        <More label={m.disclosures_label_special()} open={(paper?.special.length ?? 0) > 0}>
          <FieldChips
            label={m.disclosures_label_names()}
            {...form.at<string[]>('special')}
            options={specialOptions()}
            many
          />
        </More>
        <SaveBar form={form} />
      </Form>
    </Dialog>
  );
}
