import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { QrCode } from '#platform/web/ui/QrCode.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Sending, sendings } from '../contract.ts';
import './sending.css';

/** What a person hands over: the code that the patient reads with her telephone, or WhatsApp with the text filled in. */
export function HandLink({ sending, onDone }: { sending: Sending; onDone: () => void }) {
  const { sendingId } = sending;
  const read = useRead(sendings, 'linkToHand', { sendingId });
  const copy = (link: string) =>
    void navigator.clipboard.writeText(link).then(
      () => tell(m.sending_copied()),
      () => undefined,
    );
  return (
    <ReadView read={read} rows={3}>
      {({ link, whatsApp }) =>
        whatsApp ? (
          <div className="sd-stack">
            <p>{m.sending_hand_how({ to: sending.to })}</p>
            <div className="sd-acts">
              <a
                className="s-button s-button-primary"
                href={whatsApp}
                target="_blank"
                rel="noopener noreferrer"
                // the next press is this one
                ref={(element) => element?.focus()}
                onClick={onDone}
              >
                {m.sending_hand_open()}
              </a>
            </div>
          </div>
        ) : (
          <div className="sd-stack">
            <QrCode text={link} alt={m.sending_code_alt()} className="sd-code" />
            <p>{m.sending_code_how()}</p>
            <div className="sd-acts">
              <Button tone="primary" onClick={onDone}>
                {m.sending_done()}
              </Button>
              <Button tone="plain" onClick={() => copy(link)}>
                {m.sending_copy()}
              </Button>
            </div>
          </div>
        )
      }
    </ReadView>
  );
}
