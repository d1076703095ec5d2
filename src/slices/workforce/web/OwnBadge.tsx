import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { workforce } from '../contract.ts';

/** One's own badge, on the page of one's own account. */
export default function OwnBadge() {
  const { hasPin } = useMe();
  const badge = useAct(workforce, 'printOwnBadge');
  const { print } = usePrint();
  const run = () =>
    void badge.run({}).then(
      ({ paperId }) => print(paperId),
      () => undefined,
    );
  return (
    <Panel title={m.workforce_badge_title()}>
      <div className="s-account-row">
        <p>
          {hasPin ? m.workforce_badge_text() : `${m.workforce_badge_text()} ${m.workforce_badge_noPin()}`}
        </p>
        <PrintButton label={m.workforce_badge_printMine()} onPrint={run} />
      </div>
      <Problem problem={badge.problem} />
    </Panel>
  );
}
