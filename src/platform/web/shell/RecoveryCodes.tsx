import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { Button } from '../ui/Button.tsx';
import { tell } from '../ui/undo.tsx';

/** Ten codes for a lost telephone, shown this once: to copy or to print. */
export function RecoveryCodes(props: { codes: string[]; onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const copy = () =>
    navigator.clipboard
      .writeText(props.codes.join('\n'))
      .then(() => tell(m.web_factor_copied()))
      .catch(() => undefined);
  return (
    <div className="s-form s-recovery">
      <h2 ref={heading} tabIndex={-1}>
        {m.web_factor_recoveryTitle()}
      </h2>
      <p>{m.web_factor_recoveryText()}</p>
      <ul className="s-codes" aria-label={m.web_factor_recoveryTitle()}>
        {props.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="s-acts">
        <Button icon={<IconCopy size={18} aria-hidden />} onClick={() => void copy()}>
          {m.web_factor_copy()}
        </Button>
        <Button icon={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          {m.web_factor_print()}
        </Button>
        <Button tone="primary" onClick={props.onDone}>
          {m.web_factor_kept()}
        </Button>
      </div>
    </div>
  );
}
