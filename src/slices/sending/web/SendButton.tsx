import { useState } from 'react';
import { m } from '#messages';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { SendDialog } from './SendDialog.tsx';

/** Beside a paper's print button: gives it to the patient by a link. */
export default function SendButton(props: {
  patientId: string;
  /** Makes the paper, or finds the same one again; resolves with its id. */
  make: () => Promise<string>;
  /** What it is called, where several stand on one screen. */
  paper?: string;
  small?: boolean;
  /** Whether it is the one that the screen's key `S` means. */
  hasKey?: boolean;
  /** It was asked for already: which way is asked at once. */
  isAsked?: boolean;
}) {
  const { patientId, make, paper, small, hasKey } = props;
  const [open, setOpen] = useState(props.isAsked ?? false);
  const ask = () => setOpen(true);
  useKeys({ s: hasKey ? { label: m.sending_act(), run: ask } : undefined });
  return (
    <>
      <Button
        tone={small ? 'plain' : 'quiet'}
        {...{ small: small ?? false, ...(hasKey && { keys: 'S' }) }}
        onClick={ask}
      >
        {m.sending_act()}
        {paper && <span className="s-hidden">: {paper}</span>}
      </Button>
      <SendDialog {...{ patientId, make, open }} onClose={() => setOpen(false)} />
    </>
  );
}
