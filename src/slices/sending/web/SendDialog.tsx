import { useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Go } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { Loading } from '#platform/web/ui/Loading.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type OfferedWay, type Sending, sendings } from '../contract.ts';
import { byPerson, type Way } from '../shared/ways.ts';
import { HandLink } from './HandLink.tsx';
import { becauseWords, wayAndAddress, wayWords } from './words.ts';
import './sending.css';

interface SendProps {
  patientId: string;
  make: () => Promise<string>;
  onClose: () => void;
}

/** Asks which way, and for WhatsApp by hand and the QR code goes on to the link itself. */
export function SendDialog({ open, ...props }: SendProps & { open: boolean }) {
  const [handed, setHanded] = useState<Sending>();
  const close = () => {
    setHanded(undefined);
    props.onClose();
  };
  const title = handed ? m[`sending_${handed.way === 'hand' ? 'hand' : 'code'}_title`]() : m.sending_act();
  return (
    <Dialog title={title} open={open} onClose={close}>
      {handed ? (
        <HandLink sending={handed} onDone={close} />
      ) : (
        <Offered {...props} onClose={close} onHand={setHanded} />
      )}
    </Dialog>
  );
}

/** Makes the paper first: what cannot be sent says so before anybody has chosen a way. */
function Offered(props: SendProps & { onHand: (sending: Sending) => void }) {
  const { make } = props;
  const [paperId, setPaperId] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const latest = useRef(make);
  useEffect(() => {
    latest.current().then(setPaperId, setProblem);
  }, []);
  if (problem) return <Problem problem={problem} />;
  return paperId ? <Ways {...props} paperId={paperId} /> : <Loading rows={3} />;
}

type WaysProps = SendProps & { paperId: string; onHand: (sending: Sending) => void };

function Ways(props: WaysProps) {
  const { patientId, paperId } = props;
  const read = useRead(sendings, 'ways', { patientId, paperId });
  return (
    <ReadView read={read} rows={3}>
      {({ ways, days, patientId: hers }) =>
        ways.every(({ because }) => because) ? (
          <NoWay />
        ) : (
          <Choose {...props} patientId={hers} ways={ways} days={days} />
        )
      }
    </ReadView>
  );
}

/** A code is read wherever links lead somewhere: without a single way it is the clinic that lacks something. */
function NoWay() {
  const mayManage = useMay('reminders.manage');
  return (
    <div className="sd-stack">
      <p>
        <strong>{m.sending_noWay()}</strong>
      </p>
      {mayManage ? <Go to="/clinic/reminders">{m.sending_setUp()}</Go> : <p>{m.sending_askManager()}</p>}
    </div>
  );
}

/** The ways that are not to be had, each with why. */
function Shut({ ways }: { ways: readonly OfferedWay[] }) {
  const lines = ways.flatMap(({ way, because }) => (because ? [{ way, because }] : []));
  if (lines.length === 0) return null;
  return (
    <ul className="sd-shut">
      {lines.map(({ way, because }) => (
        <li key={way}>
          {wayWords(way)}: {becauseWords(because)}
        </li>
      ))}
    </ul>
  );
}

function Choose(props: WaysProps & { ways: readonly OfferedWay[]; days: number }) {
  const { patientId, paperId, ways, days, onClose } = props;
  const open = ways.filter(({ because }) => !because);
  const [chosen, setChosen] = useState<string>(open[0]?.way ?? '');
  const act = useAct(sendings, 'sendPaper');
  const send = async () => {
    if (act.pending) return;
    const { sending } = await act.run({ patientId, paperId, way: chosen as Way });
    if (byPerson.includes(sending.way)) return props.onHand(sending);
    onClose();
    tell(m.sending_onItsWay({ to: sending.to }));
  };
  const press = () => void send().catch(() => undefined);
  const form = useRef<HTMLFormElement>(null);
  // the way that is chosen has the focus: Enter sends, the arrows choose another
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  useKeys({ 'ctrl+enter': { label: m.sending_send(), run: press } });
  return (
    <form
      ref={form}
      className="sd-stack"
      onSubmit={(event) => {
        event.preventDefault();
        // React hands it on to the form from which the dialog was opened, which must not save as well
        event.stopPropagation();
        press();
      }}
    >
      <Problem problem={act.problem} />
      <FieldChips
        label={m.sending_to()}
        value={chosen}
        onChange={setChosen}
        options={open.map((one) => ({ value: one.way, label: wayAndAddress(one) }))}
      />
      <Shut ways={ways} />
      <p className="sd-soft">{m.sending_days({ days })}</p>
      <div className="sd-acts">
        <Button type="submit" tone="primary" pending={act.pending} keys="Ctrl ↵">
          {m.sending_send()}
        </Button>
      </div>
    </form>
  );
}
