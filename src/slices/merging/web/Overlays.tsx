import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { merging } from '../contract.ts';
import { Person } from './Person.tsx';

/** Reports of a wrong person's data, open ones first. */
export function Overlays() {
  const go = useGo();
  const read = useRead(merging, 'overlays', {}, { refreshOn: ['merging.'] });
  return (
    <ReadView read={read}>
      {({ overlays }) => (
        <DataTable
          label={m.merging_list_overlays()}
          rows={overlays}
          rowKey={(one) => one.overlayId}
          act={(one) => ({
            label: one.state === 'open' ? m.merging_overlay_look() : m.merging_list_open(),
            run: () => go(`/patients/overlays/${one.overlayId}`),
          })}
          columns={[
            { id: 'who', header: m.merging_overlay_in(), cell: (one) => <Person chart={one.patient} /> },
            {
              id: 'what',
              header: m.merging_overlay_what(),
              cell: ({ what, state, told }) => (
                <span className="mg-stack">
                  <span>{what}</span>
                  {state === 'open' && <SignalBadge tone="red">{m.merging_overlay_open()}</SignalBadge>}
                  {state === 'moved' && (
                    <span className="mg-soft">{m.merging_overlay_moved({ count: told })}</span>
                  )}
                  {state === 'right' && <span className="mg-soft">{m.merging_overlay_right()}</span>}
                </span>
              ),
            },
            {
              id: 'when',
              header: m.merging_list_when(),
              hideOn: 'phone',
              cell: ({ reported }) => (
                <>
                  <When at={reported.at} /> · {reported.by}
                </>
              ),
            },
          ]}
          empty={<EmptyState title={m.merging_overlay_none()} text={m.merging_overlay_noneText()} />}
        />
      )}
    </ReadView>
  );
}
