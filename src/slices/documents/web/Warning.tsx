import { IconAlertTriangle } from '@tabler/icons-react';

/** A sentence that must be seen and may be long; the badges of the house stay on one line. */
export function Warning({ children }: { children: string }) {
  return (
    <p className="doc-warning">
      <IconAlertTriangle size={18} aria-hidden /> <span>{children}</span>
    </p>
  );
}
