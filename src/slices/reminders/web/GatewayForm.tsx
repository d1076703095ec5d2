import { useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldCheck, FieldPassword, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { reminders } from '../contract.ts';

type Shown = OutputOf<typeof reminders, 'settings'>['gateway'];
interface Values {
  gateway: { url: string; secret: string; sms: boolean; whatsapp: boolean };
}

/** Who sends SMS and WhatsApp messages for the clinic, and the secret by which it tells what became of them. */
export function GatewayForm({ gateway }: { gateway: Shown }) {
  const remove = useAct(reminders, 'saveGateway');
  const form = useForm(reminders, 'saveGateway', {
    initial: {
      gateway: {
        ...{ url: gateway?.url ?? '', secret: '' },
        sms: gateway?.channels.includes('sms') ?? true,
        whatsapp: gateway?.channels.includes('whatsapp') ?? false,
      },
    } as Values,
    prepare: ({ gateway: { url, secret, sms, whatsapp } }: Values) => ({
      gateway: {
        url,
        channels: [...(sms ? (['sms'] as const) : []), ...(whatsapp ? (['whatsapp'] as const) : [])],
        ...(secret && { secret }),
      },
    }),
    onDone: () => tell(m.reminders_settings_saved()),
  });
  return (
    <Panel title={m.reminders_gateway_title()}>
      <Form form={form} label={m.reminders_gateway_title()}>
        <div className="s-fields s-fields-2">
          <FieldText label={m.reminders_gateway_url()} {...form.at<string>('gateway.url')} required />
          <FieldPassword
            label={m.reminders_gateway_secret()}
            hint={gateway?.hasSecret ? m.reminders_mail_passwordKept() : undefined}
            {...form.at<string>('gateway.secret')}
          />
        </div>
        <FieldCheck label={m.reminders_gateway_sms()} {...form.at<boolean>('gateway.sms')} />
        <FieldCheck label={m.reminders_gateway_whatsapp()} {...form.at<boolean>('gateway.whatsapp')} />
        <SaveBar form={form} />
      </Form>
      {gateway && <CallSecret mayCall={gateway.mayCall} />}
      <Problem problem={remove.problem} />
      {gateway && (
        <Button
          pending={remove.pending}
          onClick={() => void remove.run({ gateway: null }).catch(() => undefined)}
        >
          {m.reminders_gateway_remove()}
        </Button>
      )}
    </Panel>
  );
}

function CallSecret({ mayCall }: { mayCall: boolean }) {
  const make = useAct(reminders, 'makeCallSecret');
  const [made, setMade] = useState<{ secret: string; path: string }>();
  return (
    <div className="rm-stack">
      {mayCall && <SignalBadge tone="green">{m.reminders_gateway_mayCall()}</SignalBadge>}
      <Problem problem={make.problem} />
      {made && (
        <p role="status">
          {m.reminders_gateway_callShown({ path: made.path })}{' '}
          <code className="rm-secret">{made.secret}</code>
        </p>
      )}
      <div className="rm-acts">
        <Button pending={make.pending} onClick={() => void make.run({}).then(setMade, () => undefined)}>
          {m.reminders_gateway_call()}
        </Button>
      </div>
    </div>
  );
}
