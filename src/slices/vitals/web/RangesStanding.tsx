import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { formatDate } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { vitals } from '../contract.ts';

type Rules = OutputOf<typeof vitals, 'clinicRules'>;

/** Which ranges are in force, by whose approval and since when; a version that waits has its button here. */
export function RangesStanding({ found }: { found: Pick<Rules, 'inForce' | 'draft'> }) {
  const { inForce, draft } = found;
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const mayApprove = useMay('vitals.approveRanges');
  const act = useAct(vitals, 'approveRanges');
  const approve = async (version: number) => {
    await act.run({ version });
    tell(m.vitals_ranges_approved({ version }));
  };
  return (
    <Panel title={m.vitals_ranges_title()} {...(draft && { tone: 'blue' as const })}>
      <p>{m.vitals_ranges_intro()}</p>
      <p>
        {inForce.approved
          ? m.vitals_ranges_inForce({
              version: inForce.version,
              by: inForce.approved.by,
              date: formatDate(inForce.approved.at, locale, zone),
            })
          : m.vitals_ranges_shipped()}
      </p>
      {draft && (
        <div className="v-acts">
          <p>{m.vitals_ranges_draft({ version: draft.version, by: draft.savedBy, note: draft.note })}</p>
          {mayApprove ? (
            <Button
              tone="primary"
              pending={act.pending}
              onClick={() => void approve(draft.version).catch(() => undefined)}
            >
              {m.vitals_ranges_approve({ version: draft.version })}
            </Button>
          ) : (
            <p className="v-soft">{m.vitals_ranges_approveAsk()}</p>
          )}
        </div>
      )}
      <Problem problem={act.problem} />
    </Panel>
  );
}
