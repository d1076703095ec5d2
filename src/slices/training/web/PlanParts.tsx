import type { ReactNode } from 'react';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { Plan, PlanLine, PlanTopic, Review } from '../contract.ts';
import { ReviewBadge, StateBadge } from './badges.tsx';
import { RatingList } from './Ratings.tsx';
import { outcomeWords, spanWords } from './words.ts';

/** Where a plan stands, in two lines. */
export function PlanFacts({ plan }: { plan: PlanLine }) {
  const locale = useLocale();
  return (
    <div className="tr-facts">
      <p className="tr-inline">
        <StateBadge state={plan.state} />{' '}
        <strong className="tr-figure">
          {m.training_topicsOf({ done: plan.topicsDone, of: plan.topics })}
        </strong>{' '}
        {plan.late > 0 && (
          <SignalBadge tone="amber">{m.training_topicsLate({ count: plan.late })}</SignalBadge>
        )}
      </p>
      <p>
        {plan.label} · {spanWords(plan.startsOn, plan.endsOn, locale)} · {m.training_paper_preceptor()}:{' '}
        {plan.preceptor}
      </p>
      {plan.endedFor && <p>{m.training_endedFor({ reason: plan.endedFor })}</p>}
    </div>
  );
}

/** Topics by week, each with what shows it and whether it is done. */
export function Topics(props: { plan: Plan; acts?: (topic: PlanTopic) => ReactNode; current?: string }) {
  const locale = useLocale();
  return (
    <ul className="tr-lines" aria-label={m.training_topics()}>
      {props.plan.items.map((one) => (
        <li
          key={one.topic}
          className="tr-line"
          aria-current={one.topic === props.current ? 'true' : undefined}
          data-topic={one.topic}
        >
          <div className="tr-line-main">
            <span className="s-hint">{m.training_week({ week: one.week })}</span> <strong>{one.label}</strong>{' '}
            <DoneBadge topic={one} />
            <p className="s-hint">
              {one.evidence} · {m.training_topic_until({ day: formatPlainDate(one.dueOn, locale, 'short') })}
              {one.done?.at && (
                <>
                  {' · '}
                  {one.done.by} <When at={one.done.at} as="date" />
                </>
              )}
              {one.done?.note && ` · ${one.done.note}`}
            </p>
          </div>
          {props.acts && <div className="tr-line-acts">{props.acts(one)}</div>}
        </li>
      ))}
    </ul>
  );
}

function DoneBadge({ topic }: { topic: PlanTopic }) {
  if (!topic.done)
    return (
      <SignalBadge tone="grey" icon={<IconCircleDashed size={16} aria-hidden />}>
        {topic.competency ? m.training_topic_byCompetency() : m.training_topic_open()}
      </SignalBadge>
    );
  return (
    <SignalBadge tone="green" icon={<IconCircleCheck size={16} aria-hidden />}>
      {topic.done.how === 'earned' ? m.training_topic_earned() : m.training_topic_done()}
    </SignalBadge>
  );
}

/** The reviews with what was said; an act where the reader has one. */
export function Reviews(props: { reviews: readonly Review[]; act?: (review: Review) => ReactNode }) {
  const locale = useLocale();
  return (
    <ul className="tr-lines" aria-label={m.training_paper_reviews()}>
      {props.reviews.map((one) => (
        <li key={one.days} className="tr-line">
          <div className="tr-line-main">
            <strong>{m.training_review_days({ days: one.days })}</strong> ·{' '}
            {formatPlainDate(one.dueOn, locale, 'short')} <ReviewBadge state={one.state} />
            {one.outcome && (
              <>
                {' '}
                <SignalBadge tone={one.outcome === 'continue' ? 'green' : 'amber'}>
                  {outcomeWords[one.outcome]()}
                </SignalBadge>
                <p className="s-hint">
                  {one.by} {one.at && <When at={one.at} as="date" />}
                </p>
              </>
            )}
            {one.ratings && <RatingList ratings={one.ratings} />}
            {one.strengths && (
              <p>
                {m.training_strengths()}: {one.strengths}
              </p>
            )}
            {one.goals && (
              <p>
                {m.training_goals()}: {one.goals}
              </p>
            )}
            {one.signedAt && (
              <p className="s-hint">
                {m.training_review_signedOn()} <When at={one.signedAt} as="date" />
                {one.learnerNote && ` · ${one.learnerNote}`}
              </p>
            )}
          </div>
          {props.act && <div className="tr-line-acts">{props.act(one)}</div>}
        </li>
      ))}
    </ul>
  );
}
