import { IconCircleCheck, IconCircleDashed, IconHourglass, IconTargetArrow } from '@tabler/icons-react';
import { m } from '#messages';
import { Go } from '#platform/web/router/link.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { Career, Gap } from '../contract.ts';

type Rung = Career['rungs'][number];
const kinds = {
  job: m.training_rung_job,
  specialty: m.training_rung_specialty,
  school: m.training_rung_school,
};

/** The ladder, the goal first and open; each rung tells what is met and what is missing. */
export function Rungs(props: {
  career: Career;
  /** Whether what is missing leads to the reader's own screens. */
  links: boolean;
  onGoal?: (rung: string | null, label: string) => void;
  pending?: boolean;
}) {
  const { goal, rungs } = props.career;
  if (rungs.length === 0)
    return <EmptyState title={m.training_career_none()} text={m.training_career_noneText()} />;
  const sorted = rungs.toSorted((a, b) => Number(b.code === goal) - Number(a.code === goal));
  return (
    <ul className="tr-lines" aria-label={m.training_career_ladder()}>
      {sorted.map((rung) => (
        <li key={rung.code} className="tr-line" data-rung={rung.code}>
          <div className="tr-line-main">
            <Head rung={rung} isGoal={rung.code === goal} />
            {rung.note && <p className="tr-note">{rung.note}</p>}
            {rung.gaps.length > 0 &&
              (rung.code === goal ? (
                <Gaps gaps={rung.gaps} links={props.links} />
              ) : (
                <More label={m.training_career_gaps()}>
                  <Gaps gaps={rung.gaps} links={props.links} />
                </More>
              ))}
          </div>
          {props.onGoal && (
            <div className="tr-line-acts">
              <Button
                small
                pending={props.pending ?? false}
                onClick={() => props.onGoal?.(rung.code === goal ? null : rung.code, rung.label)}
              >
                {rung.code === goal ? m.training_goal_take() : m.training_goal_mark()}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Head({ rung, isGoal }: { rung: Rung; isGoal: boolean }) {
  return (
    <div className="tr-rung-head">
      <strong>{rung.label}</strong>
      <span className="s-hint">
        {kinds[rung.kind]()}
        {rung.from.length > 0 && ` · ${m.training_career_from({ rungs: rung.from.join(', ') })}`}
      </span>
      {isGoal && (
        <SignalBadge tone="blue" icon={<IconTargetArrow size={16} aria-hidden />}>
          {m.training_goal()}
        </SignalBadge>
      )}
      <SignalBadge tone={rung.met === rung.gaps.length ? 'green' : 'grey'}>
        {m.training_career_met({ met: rung.met, of: rung.gaps.length })}
      </SignalBadge>
    </div>
  );
}

const signs = {
  met: { tone: 'green', icon: IconCircleCheck, word: m.training_gap_state_met },
  waiting: { tone: 'amber', icon: IconHourglass, word: m.training_gap_state_waiting },
  missing: { tone: 'grey', icon: IconCircleDashed, word: m.training_gap_state_missing },
} as const;

function Gaps({ gaps, links }: { gaps: readonly Gap[]; links: boolean }) {
  return (
    <ul className="tr-lines">
      {gaps.map((gap) => {
        const { tone, icon: Icon, word } = signs[gap.state];
        return (
          <li key={`${gap.kind} ${gap.label}`} className="tr-inline tr-gap">
            <SignalBadge tone={tone} icon={<Icon size={16} aria-hidden />}>
              {word()}
            </SignalBadge>{' '}
            <strong>{gap.label}</strong>{' '}
            {gap.next && links && gap.screen ? (
              <Go to={gap.screen}>{gap.next}</Go>
            ) : (
              gap.next && <span className="s-hint">{gap.next}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
