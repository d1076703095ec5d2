import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Credential, type Evidence, workforce } from '#slices/workforce/contract.ts';
import { EvidenceField } from './EvidenceField.tsx';

const routeWords = {
  points: m.workforce_credentials_route_points,
  exam: m.workforce_credentials_route_exam,
  fee: m.workforce_credentials_route_fee,
};

/** Begins a new cycle by one of the ways that are open. */
export function RenewForm(props: { credential: Credential; today: string; onDone: () => void }) {
  const { credential } = props;
  const form = useForm(workforce, 'renewCredential', {
    initial: {
      renewedOn: props.today,
      route: credential.routes[0] ?? 'exam',
      evidence: undefined as Evidence | undefined,
    },
    prepare: ({ evidence, ...values }) => ({
      ...values,
      credentialId: credential.credentialId,
      ...(evidence && { evidence }),
    }),
    onDone: () => {
      tell(m.workforce_credentials_renewed({ kind: credential.kind }));
      props.onDone();
    },
  });
  return (
    <Form form={form}>
      <FieldDate
        label={m.workforce_credentials_renewedOn()}
        {...form.field('renewedOn')}
        past
        required
        autoFocus
      />
      <FieldChips
        label={m.workforce_credentials_route()}
        {...form.field('route')}
        onChange={(value) => form.set('route', value)}
        options={(['points', 'exam', 'fee'] as const)
          .filter((one) => one !== 'fee' || credential.routes.includes('fee'))
          .map((value) => ({ value, label: routeWords[value]() }))}
      />
      <EvidenceField {...form.field('evidence')} error={form.errors['evidence.data']} />
      <SaveBar form={form} label={m.workforce_credentials_renew()} onCancel={props.onDone} />
    </Form>
  );
}
