import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { More } from '#platform/web/ui/More.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Credential, type Evidence, workforce } from '#slices/workforce/contract.ts';
import { EvidenceField } from './EvidenceField.tsx';

/** Enters a credential, or corrects one. The last day is counted unless she writes another one, with its reason. */
export function CredentialForm(props: {
  person: { staffId: string; name: string };
  credential?: Credential;
  onDone: () => void;
}) {
  const { person, credential } = props;
  const language = useLanguage();
  const { data } = useRead(workforce, 'credentialKinds', {});
  const form = useForm(workforce, 'saveCredential', {
    initial: {
      kind: credential?.kind ?? '',
      number: credential?.number ?? '',
      issuer: credential?.issuer ?? '',
      certifiedOn: credential?.certifiedOn ?? '',
      lastDay: credential?.overrideReason ? (credential.lastDay ?? '') : '',
      overrideReason: credential?.overrideReason ?? '',
      evidence: undefined as Evidence | undefined,
    },
    prepare: ({ lastDay, evidence, ...values }) => ({
      ...values,
      staffId: person.staffId,
      ...(credential && { credentialId: credential.credentialId }),
      ...(lastDay && { lastDay }),
      ...(evidence && { evidence }),
    }),
    onDone: (_, { kind }) => {
      tell(m.workforce_credentials_saved({ kind, name: person.name }));
      props.onDone();
    },
  });
  const kinds = (data?.kinds ?? [])
    .filter((one) => one.active || one.code === credential?.kind)
    .map((one) => ({ value: one.code, label: `${one.code} · ${one.label[language]}` }));
  return (
    <Form form={form}>
      <FieldSelect
        label={m.workforce_credentials_kind()}
        {...form.field('kind')}
        options={kinds}
        required
        autoFocus
      />
      <FieldText label={m.workforce_credentials_number()} {...form.field('number')} />
      <FieldDate label={m.workforce_credentials_certifiedOn()} {...form.field('certifiedOn')} past required />
      <EvidenceField {...form.field('evidence')} error={form.errors['evidence.data']} />
      <More open={Boolean(credential?.overrideReason) || form.wrongCount > 0}>
        <FieldText
          label={m.workforce_credentials_issuer()}
          hint={m.workforce_credentials_issuerHint()}
          {...form.field('issuer')}
        />
        <FieldDate
          label={m.workforce_credentials_lastDay()}
          hint={m.workforce_credentials_lastDayHint()}
          {...form.field('lastDay')}
        />
        <FieldText label={m.workforce_credentials_overrideReason()} {...form.field('overrideReason')} />
      </More>
      <SaveBar form={form} onCancel={props.onDone} />
    </Form>
  );
}
