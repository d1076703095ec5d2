import { IconAlertTriangle } from '@tabler/icons-react';
import { system } from '#platform/shared/system-contract.ts';
import { m } from '#messages';
import { useRead } from '../client/use-read.ts';

/** What the manager should see to, in a line of its own above every screen; nothing for everybody else. */
export function Notices() {
  const { data } = useRead(system, 'listNotices', {}, { refreshOn: ['system.'] });
  if (!data || data.notices.length === 0) return null;
  return (
    <ul className="s-notices" aria-label={m.web_notices()}>
      {data.notices.map(({ key, words }) => (
        <li key={key}>
          <IconAlertTriangle size={20} aria-hidden />
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}
