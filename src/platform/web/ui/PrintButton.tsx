import { IconPrinter } from '@tabler/icons-react';
import { m } from '#messages';
import { useKeys } from '../keys/use-keys.tsx';
import { Button } from './Button.tsx';

/** Prints the next expected paper; `P` does the same. */
export function PrintButton(props: {
  onPrint: () => void;
  label?: string;
  pending?: boolean;
  disabled?: boolean;
}) {
  const label = props.label ?? m.web_print();
  const may = !props.pending && !props.disabled;
  useKeys({ p: { label, run: () => (may ? props.onPrint() : undefined) } });
  return (
    <Button
      icon={<IconPrinter size={18} aria-hidden />}
      keys="P"
      onClick={props.onPrint}
      pending={props.pending ?? false}
      disabled={props.disabled ?? false}
    >
      {label}
    </Button>
  );
}
