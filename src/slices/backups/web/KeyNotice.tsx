import { useRead } from '#platform/web/client/use-read.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { backups } from '../contract.ts';
import { KeyPanel } from './KeyPanel.tsx';

/** On a new clinic's Today, beside the checklist. A demo's backups nobody needs. */
export default function KeyNotice() {
  const { demo } = useMe().clinic;
  const { data } = useRead(backups, 'status', {}, { enabled: !demo, refreshOn: ['backups.'] });
  return data?.kept && !data.keyConfirmed ? <KeyPanel /> : null;
}
