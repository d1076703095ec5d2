import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { checkIn } from '../contract.ts';
import './check-in.css';
import { OneProposal } from './OneProposal.tsx';

/** In the greeting: what she said at the kiosk or on her phone that differs from the chart. Nothing where nothing does. */
export default function Proposals({ visitId }: { visitId: string }) {
  const read = useRead(checkIn, 'proposals', { visitId }, { refreshOn: ['checkIn.proposals'] });
  const proposals = read.data?.proposals ?? [];
  if (proposals.length === 0) return null;
  const open = proposals.some((one) => one.state === 'open');
  return (
    <Panel title={m.checkIn_prop_title()} {...(open && { tone: 'blue' as const })}>
      {proposals.map((one) => (
        <OneProposal key={one.proposalId} proposal={one} />
      ))}
    </Panel>
  );
}
