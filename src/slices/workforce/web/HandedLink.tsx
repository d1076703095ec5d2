import { IconCopy } from '@tabler/icons-react';
import { useRef } from 'react';
import { m } from '#messages';
import { formatDateTime } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { QrCode } from '#platform/web/ui/QrCode.tsx';
import { tell } from '#platform/web/ui/undo.tsx';

/** A one-time link on its way to its person; in no other place than here. */
export interface LinkToHand {
  name: string;
  login: string;
  path: string;
  expiresAt: string;
  kind: 'invitation' | 'reset';
}

/** Shows a link once: to copy, to scan, or to print as a note. */
export function HandedLink(props: { link: LinkToHand; onClose: () => void }) {
  const { link } = props;
  return (
    <Dialog title={m.workforce_link_title({ name: link.name })} open onClose={props.onClose}>
      <LinkNote link={link} />
    </Dialog>
  );
}

function LinkNote(props: { link: LinkToHand }) {
  const { link } = props;
  const me = useMe();
  const locale = useLocale();
  const address = `${location.origin}${link.path}`;
  const until = formatDateTime(link.expiresAt, locale, me.clinic.zone, 'short');
  const field = useRef<HTMLInputElement>(null);
  const words = { name: link.name, clinic: me.clinic.name, login: link.login, until };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      tell(m.workforce_link_copied());
    } catch {
      field.current?.select();
      tell(m.workforce_link_notCopied());
    }
  };
  return (
    <div className="wf-link">
      <p className="wf-link-once">{m.workforce_link_once({ until })}</p>
      <div className="wf-link-note">
        <p>
          {link.kind === 'invitation'
            ? m.workforce_link_noteInvited(words)
            : m.workforce_link_noteReset(words)}
        </p>
        <QrCode text={address} alt={m.workforce_link_qr()} className="wf-link-qr" />
        <p className="wf-link-printed">{address}</p>
      </div>
      <div className="wf-link-address">
        <input
          ref={field}
          readOnly
          value={address}
          aria-label={m.workforce_link_address()}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button tone="primary" onClick={() => void copy()} icon={<IconCopy size={18} aria-hidden />}>
          {m.workforce_link_copy()}
        </Button>
        <PrintButton label={m.workforce_link_print()} onPrint={() => window.print()} />
      </div>
      {/^(localhost|127\.|\[::1\])/.test(location.hostname) && (
        <p className="s-hint">{m.workforce_link_samePlace()}</p>
      )}
    </div>
  );
}
