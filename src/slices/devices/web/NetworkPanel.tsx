import { m } from '#messages';
import { formatDate } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { devices, type NetworkView } from '../contract.ts';
import { Fingerprint } from './Fingerprint.tsx';

/** Whether other devices reach this clinic, and where. */
export function NetworkPanel({ network }: { network: NetworkView }) {
  const open = useAct(devices, 'openNetwork');
  const run = async () => {
    await open.run({});
    tell(m.devices_opened());
  };
  if (network.kind === 'off') {
    return (
      <Panel title={m.devices_network()}>
        <p>{m.devices_off()}</p>
        <p>{m.devices_offText()}</p>
        <Problem problem={open.problem} />
        <Button tone="primary" pending={open.pending} onClick={() => void run().catch(() => undefined)}>
          {m.devices_openAct()}
        </Button>
      </Panel>
    );
  }
  const words = { own: m.devices_own, given: m.devices_given, proxy: m.devices_proxy }[network.kind];
  return (
    <Panel title={m.devices_network()}>
      <p>{words()}</p>
      <ul className="dv-addresses">
        {network.addresses.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
      {network.trust && <Authority trust={network.trust} />}
    </Panel>
  );
}

function Authority({ trust }: { trust: NonNullable<NetworkView['trust']> }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  return (
    <>
      <p className="dv-label">{m.devices_fingerprint()}</p>
      <Fingerprint sha256={trust.fingerprint} />
      <p className="s-hint">{m.devices_until({ date: formatDate(trust.until, locale, zone, 'short') })}</p>
    </>
  );
}
