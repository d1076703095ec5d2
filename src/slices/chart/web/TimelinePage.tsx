import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { chart } from '../contract.ts';
import type { Kind } from '../shared/kinds.ts';
import { Days } from './Days.tsx';
import { kindWords } from './words.ts';

interface PageProps {
  patientId: string;
  find: string;
  kinds: Kind[];
  before: string | undefined;
  onClear: () => void;
  /** Asks for the page behind this one; only the last page of the list has it. */
  onOlder: ((before: string) => void) | undefined;
}

/** One page of the timeline, kept up to date while it is open. */
export function TimelinePage({ patientId, find, kinds, before, onClear, onOlder }: PageProps) {
  const read = useRead(
    chart,
    'timeline',
    {
      patientId,
      ...(find && { find }),
      ...(kinds.length > 0 && { kinds }),
      ...(before && { before }),
    },
    { refreshOn: ['records.', 'orders.', 'vitals.', 'intake.', 'frontDesk.', 'scheduling.'] },
  );
  const isSieved = find !== '' || kinds.length > 0;
  return (
    <ReadView read={read} rows={6}>
      {(page) => (
        <>
          <Days entries={page.entries} />
          {page.entries.length === 0 && before === undefined && (
            <Nothing isSieved={isSieved} {...{ find, isEnd: !page.before, onClear }} />
          )}
          {onOlder && page.before && (
            <Button onClick={() => onOlder(page.before ?? '')}>
              {find ? m.chart_searchOlder() : m.chart_older()}
            </Button>
          )}
          {onOlder && !page.before && page.entries.length > 0 && <p className="ct-soft">{m.chart_end()}</p>}
          {onOlder && page.hidden.length > 0 && (
            <p className="ct-soft">
              {m.chart_hidden({ kinds: page.hidden.map((kind) => kindWords[kind]()).join(', ') })}
            </p>
          )}
        </>
      )}
    </ReadView>
  );
}

function Nothing(props: { isSieved: boolean; find: string; isEnd: boolean; onClear: () => void }) {
  if (!props.isSieved) return <EmptyState title={m.chart_nothing()} />;
  const { find, isEnd, onClear } = props;
  const title = find
    ? (isEnd ? m.chart_notFound : m.chart_notFoundYet)({ words: find })
    : m.chart_noneOfKind();
  return <EmptyState title={title} act={{ label: m.chart_clear(), run: onClear }} />;
}
