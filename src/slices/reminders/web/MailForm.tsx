import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldPassword, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type MailSettings, reminders } from '../contract.ts';

type Shown = OutputOf<typeof reminders, 'settings'>['mail'];
interface Values {
  mail: { host: string; port: string; security: string; user: string; fromAddress: string; password: string };
}

/** The clinic's mail server. Its password is kept and never shown. */
export function MailForm({ mail }: { mail: Shown }) {
  const remove = useAct(reminders, 'saveMail');
  const form = useForm(reminders, 'saveMail', {
    initial: {
      mail: {
        ...{
          host: mail?.host ?? '',
          port: String(mail?.port ?? 587),
          security: mail?.security ?? 'starttls',
        },
        ...{ user: mail?.user ?? '', fromAddress: mail?.fromAddress ?? '', password: '' },
      },
    } as Values,
    prepare: ({ mail: { password, ...values } }: Values) => ({
      mail: {
        ...values,
        port: Number(values.port),
        security: values.security as MailSettings['security'],
        ...(password && { password }),
      },
    }),
    onDone: () => tell(m.reminders_settings_saved()),
  });
  return (
    <Panel title={m.reminders_mail_title()}>
      <Form form={form} label={m.reminders_mail_title()}>
        <div className="s-fields s-fields-3">
          <FieldText label={m.reminders_mail_host()} {...form.at<string>('mail.host')} required />
          <FieldNumber label={m.reminders_mail_port()} {...form.at<string>('mail.port')} />
          <FieldSelect
            label={m.reminders_mail_security()}
            {...form.at<string>('mail.security')}
            options={[
              { value: 'starttls', label: m.reminders_mail_security_starttls() },
              { value: 'tls', label: m.reminders_mail_security_tls() },
              { value: 'none', label: m.reminders_mail_security_none() },
            ]}
          />
          <FieldText label={m.reminders_mail_user()} {...form.at<string>('mail.user')} />
          <FieldPassword
            label={m.reminders_mail_password()}
            hint={mail?.hasPassword ? m.reminders_mail_passwordKept() : undefined}
            {...form.at<string>('mail.password')}
          />
          <FieldText label={m.reminders_mail_from()} {...form.at<string>('mail.fromAddress')} required />
        </div>
        <SaveBar form={form} />
      </Form>
      <Problem problem={remove.problem} />
      {mail && (
        <Button
          pending={remove.pending}
          onClick={() => void remove.run({ mail: null }).catch(() => undefined)}
        >
          {m.reminders_mail_remove()}
        </Button>
      )}
    </Panel>
  );
}
