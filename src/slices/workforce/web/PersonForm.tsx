import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Person, workforce } from '../contract.ts';
import type { LinkToHand } from './HandedLink.tsx';
import { PersonFacts } from './PersonFacts.tsx';

type Roles = OutputOf<typeof workforce, 'listPeople'>['roles'];
interface FormProps {
  roles: Roles;
  onInvited: (link: LinkToHand) => void;
  onDone: () => void;
}

/** Adds a person, or changes one. */
export function PersonForm(props: FormProps & { person?: Person }) {
  return props.person ? <ChangeForm {...props} person={props.person} /> : <AddForm {...props} />;
}

function useRoleOptions(roles: Roles) {
  const language = useLanguage();
  return roles.map((one) => ({ value: one.role, label: one.label[language] }));
}

/** What the licence is called here. */
function useLicenceLabel(): string {
  const { country } = useMe().clinic;
  if (country === 'US') return m.workforce_people_licenceNpi();
  if (country === 'ID') return m.workforce_people_licenceSip();
  return m.workforce_people_licence();
}

function AddForm(props: FormProps) {
  const { language } = useMe().clinic;
  const licenceLabel = useLicenceLabel();
  const options = useRoleOptions(props.roles);
  const form = useForm(workforce, 'addPerson', {
    initial: { name: '', login: '', language, roles: [] as string[], licence: '' },
    onDone: ({ path, expiresAt }, { name, login }) =>
      props.onInvited({ name, login, path, expiresAt, kind: 'invitation' }),
  });
  return (
    <Form form={form}>
      <FieldText
        label={m.workforce_people_name()}
        hint={m.workforce_people_nameHint()}
        {...form.field('name')}
        required
        autoFocus
      />
      <FieldText
        label={m.workforce_people_login()}
        hint={m.workforce_people_loginHint()}
        {...form.field('login')}
        required
      />
      <FieldChips
        label={m.workforce_people_roles()}
        hint={m.workforce_people_rolesHint()}
        {...form.field('roles')}
        options={options}
        many
        required
      />
      <FieldText label={licenceLabel} hint={m.workforce_people_licenceHint()} {...form.field('licence')} />
      <FieldChips
        label={m.workforce_people_language()}
        {...form.field('language')}
        onChange={(value) => form.set('language', value)}
        options={[
          { value: 'id', label: 'Bahasa Indonesia' },
          { value: 'en', label: 'English' },
        ]}
      />
      <SaveBar form={form} label={m.workforce_people_add()} onCancel={props.onDone} />
    </Form>
  );
}

function ChangeForm(props: FormProps & { person: Person }) {
  const { person } = props;
  const licenceLabel = useLicenceLabel();
  const form = useForm(workforce, 'savePerson', {
    initial: { name: person.name, roles: person.roles, licence: person.licence ?? '' },
    prepare: (values) => ({ staffId: person.id, ...values }),
    onDone: (_, { name }) => {
      tell(m.workforce_people_saved({ name }));
      props.onDone();
    },
  });
  return (
    <Form form={form}>
      <PersonFacts person={person} />
      <FieldText
        label={m.workforce_people_name()}
        hint={m.workforce_people_nameHint()}
        {...form.field('name')}
        required
        autoFocus
      />
      <FieldChips
        label={m.workforce_people_roles()}
        hint={m.workforce_people_rolesHint()}
        {...form.field('roles')}
        options={useRoleOptions(props.roles)}
        many
        required
      />
      <FieldText label={licenceLabel} hint={m.workforce_people_licenceHint()} {...form.field('licence')} />
      <SaveBar form={form} onCancel={props.onDone} />
    </Form>
  );
}
