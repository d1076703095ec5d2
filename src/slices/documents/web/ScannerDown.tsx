import { m } from '#messages';
import { formatDateTime } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Warning } from './Warning.tsx';

/** Says to whoever waits for a file why it does not open. */
export function ScannerDown({ since }: { since: string | null }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  if (!since) return null;
  const time = formatDateTime(since, locale, zone, 'short');
  return <Warning>{m.documents_scannerDown({ time })}</Warning>;
}
