import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import type { Competency, competencies } from '../contract.ts';
import { passportPath } from './paths.ts';
import { StateBadge } from './StateBadge.tsx';

/** What came of a check-off, in place of its form. */
export function Outcome(props: {
  done: OutputOf<typeof competencies, 'checkOff'>;
  competency: Competency;
  label: string;
  staffId: string;
}) {
  const { done, competency, label, staffId } = props;
  const language = useLanguage();
  const locale = useLocale();
  const mayRead = useMay('competencies.read');
  const failed = competency.steps.filter(({ step }) => done.failed.includes(step));
  const words = done.throughDay
    ? m.competencies_sheet_passedThrough({ label, day: formatPlainDate(done.throughDay, locale) })
    : done.passed
      ? m.competencies_sheet_passed({ label })
      : m.competencies_sheet_failed({ label });
  return (
    <Panel title={m.competencies_sheet_signed()} {...(!done.passed && { tone: 'red' as const })}>
      <p role="status">
        <strong>{words}</strong> <StateBadge state={done.state} />
      </p>
      {failed.length > 0 && (
        <p>{m.competencies_sheet_failedHint({ steps: failed.map((one) => one[language]).join('; ') })}</p>
      )}
      {mayRead && <Go to={passportPath(staffId)}>{m.competencies_matrix_title()}</Go>}
    </Panel>
  );
}
