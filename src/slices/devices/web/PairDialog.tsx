import { useState } from 'react';
import { m } from '#messages';
import { formatTime } from '#platform/shared/time.ts';
import { usePush } from '#platform/web/client/use-push.ts';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { QrCode } from '#platform/web/ui/QrCode.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Device, devices, type NetworkView } from '../contract.ts';
import { Fingerprint } from './Fingerprint.tsx';

interface Pairing {
  name: string;
  code: string;
  path: string;
  expiresAt: string;
}

/** The name first, then the two codes, then the word that the device is there. */
export function PairDialog(props: { network: NetworkView; devices: Device[]; onClose: () => void }) {
  const [pairing, setPairing] = useState<Pairing>();
  const [came, setCame] = useState<string[]>([]);
  usePush('devices.paired', (_, payload) => {
    const { deviceId } = payload as { deviceId: string };
    setCame((before) => [...before, deviceId]);
  });
  const arrived = props.devices.some((one) => came.includes(one.deviceId) && one.name === pairing?.name);
  return (
    <Dialog title={m.devices_pairAct()} open onClose={props.onClose} size="large">
      {pairing ? (
        <Codes network={props.network} pairing={pairing} arrived={arrived} onClose={props.onClose} />
      ) : (
        <NameForm onStarted={setPairing} />
      )}
    </Dialog>
  );
}

function NameForm(props: { onStarted: (pairing: Pairing) => void }) {
  const form = useForm(devices, 'startPairing', { initial: { name: '' }, onDone: props.onStarted });
  return (
    <Form form={form}>
      <FieldText
        label={m.devices_name()}
        hint={m.devices_nameHint()}
        {...form.field('name')}
        required
        autoFocus
        maxLength={60}
      />
      <SaveBar form={form} label={m.devices_start()} />
    </Form>
  );
}

function Codes(props: { network: NetworkView; pairing: Pairing; arrived: boolean; onClose: () => void }) {
  const { network, pairing, arrived } = props;
  const { trust, addresses } = network;
  const [chosen, setChosen] = useState(addresses[0] ?? '');
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const trustAddress = trust?.addresses.find((one) => hostOf(one) === hostOf(chosen)) ?? trust?.addresses[0];
  const until = formatTime(pairing.expiresAt, locale, zone);
  return (
    <div className="dv-pair">
      {addresses.length > 1 && (
        <FieldSelect
          label={m.devices_address()}
          hint={m.devices_addressHint()}
          value={chosen}
          onChange={setChosen}
          options={addresses.map((value) => ({ value, label: value }))}
        />
      )}
      <div className="dv-steps">
        {trust && trustAddress && (
          <section>
            <h3>{m.devices_stepTrust()}</h3>
            <p>{m.devices_stepTrustText()}</p>
            <QrCode text={trustAddress} alt={m.devices_qrTrust()} className="dv-qr" />
            <p className="dv-typed">{trustAddress}</p>
            <Fingerprint sha256={trust.fingerprint} />
          </section>
        )}
        <section>
          <h3>{trust ? m.devices_stepPair() : m.devices_pairAct()}</h3>
          <p>{trust ? m.devices_stepPairText() : m.devices_stepPairOnly()}</p>
          <QrCode text={`${chosen}${pairing.path}`} alt={m.devices_qrPair()} className="dv-qr" />
          <p>{m.devices_byHand({ address: `${chosen}/pair` })}</p>
          <p className="dv-code">{pairing.code}</p>
          <p className="s-hint">{m.devices_goodUntil({ time: until })}</p>
        </section>
      </div>
      <div className="dv-end" aria-live="polite">
        {arrived ? (
          <SignalBadge tone="green">{m.devices_arrived({ name: pairing.name })}</SignalBadge>
        ) : (
          <span className="dv-waiting">{m.devices_waiting({ name: pairing.name })}</span>
        )}
        <Button tone={arrived ? 'primary' : 'quiet'} onClick={props.onClose}>
          {m.devices_done()}
        </Button>
      </div>
    </div>
  );
}

const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).hostname : address);
