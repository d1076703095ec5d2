import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { pressKey } from '#platform/web/keys/keys.ts';
import { Cover } from '#platform/web/shell/Cover.tsx';
import type { EntranceProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { devices } from '../contract.ts';
import './devices.css';

interface Paired {
  name: string;
  clinicName: string;
}

/** Where a device that was scanned in gets its name: by the code behind the `#`, or by one that is typed. */
export default function PairPage({ onLeave }: EntranceProps) {
  const [code] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const [paired, setPaired] = useState<Paired>();
  useEffect(() => {
    // it serves once, and is nobody's business in the history of a shared tablet
    history.replaceState(null, '', location.pathname);
    // the frame that listens for keys stands around signed-in screens only
    const press = (event: KeyboardEvent) => void pressKey(event, '');
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return (
    <Cover>
      <div className="s-card dv-card">
        {paired ? (
          <Done paired={paired} onLeave={onLeave} />
        ) : location.protocol === 'https:' || isThisMachine() ? (
          <Enter code={code} onPaired={setPaired} />
        ) : (
          <>
            <h1>{m.devices_plain()}</h1>
            <p>{m.devices_plainText()}</p>
          </>
        )}
      </div>
    </Cover>
  );
}

const isThisMachine = () => /^(localhost|127\.|\[::1\])/.test(location.hostname);

function Done({ paired, onLeave }: { paired: Paired; onLeave: () => void }) {
  return (
    <>
      <h1>{m.devices_pairDone({ name: paired.name })}</h1>
      <p>{m.devices_pairDoneText({ clinic: paired.clinicName })}</p>
      <Button tone="primary" onClick={onLeave}>
        {m.devices_pairToSignIn()}
      </Button>
    </>
  );
}

/** A scanned code is sent at once; whoever typed the address types the code too. */
function Enter(props: { code: string; onPaired: (paired: Paired) => void }) {
  const form = useForm(devices, 'pair', { initial: { code: props.code }, onDone: props.onPaired });
  const sent = useRef(props.code === '');
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    void form.submit();
  }, [form]);
  return (
    <Form form={form}>
      <h1>{m.devices_pairTitle()}</h1>
      <p>{m.devices_pairIntro()}</p>
      <FieldText
        label={m.devices_pairCode()}
        hint={m.devices_pairCodeHint()}
        {...form.field('code')}
        required
        autoFocus
      />
      <SaveBar form={form} label={m.devices_pairSend()} />
    </Form>
  );
}
