import { useRead } from '#platform/web/client/use-read.ts';
import { m } from '#messages';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { frontDesk } from '../contract.ts';
import { NeedsLine } from './NeedsLine.tsx';
import { TalkAnswers } from './TalkAnswers.tsx';

/** What the desk hands on to whoever rooms her: needs, note, and what was asked. Nothing where nothing was said. */
export function HandOff({ visitId }: { visitId: string }) {
  const { data } = useRead(
    frontDesk,
    'talk',
    { visitId },
    { refreshOn: ['frontDesk.talk', 'frontDesk.visit'] },
  );
  if (!data || (!data.needsSaved && data.channel === undefined)) return null;
  return (
    <Panel title={m.frontDesk_needs_title()}>
      <div className="fd-stack">
        <NeedsLine visitId={visitId} needs={data.needs} known={data.needsSaved} />
        <TalkAnswers talk={data} />
      </div>
    </Panel>
  );
}
