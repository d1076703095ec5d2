import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { training } from '../contract.ts';
import { ReviewBadge, StateBadge } from './badges.tsx';
import { learnerPlanPath, learnerPracticumPath } from './paths.ts';
import { hoursWords } from './words.ts';

/** Whom the caller teaches: practica first, then plans, those in progress before the others. */
export function Learners() {
  const locale = useLocale();
  const read = useRead(training, 'myLearners', {}, { refreshOn: ['training.', 'competencies.'] });
  return (
    <Panel title={m.training_precepting_learners()}>
      <ReadView read={read} rows={4}>
        {({ practica, plans }) =>
          practica.length + plans.length === 0 ? (
            <p className="s-hint">{m.training_precepting_noLearners()}</p>
          ) : (
            <ul className="tr-lines" aria-label={m.training_precepting_learners()}>
              {practica.map((one) => (
                <li key={one.practicumId} className="tr-line">
                  <div className="tr-line-main">
                    <Go to={learnerPracticumPath(one.practicumId)}>{one.name}</Go> · {m.training_practicum()}{' '}
                    <StateBadge state={one.state} />
                    <p className="s-hint">
                      {m.training_hoursOf({
                        done: hoursWords(one.confirmedHundredths, locale),
                        needed: hoursWords(one.neededHundredths, locale),
                      })}{' '}
                      · {one.site}
                    </p>
                  </div>
                </li>
              ))}
              {plans.map((one) => (
                <li key={one.planId} className="tr-line">
                  <div className="tr-line-main">
                    <Go to={learnerPlanPath(one.planId)}>{one.name}</Go> · {one.label}{' '}
                    <StateBadge state={one.state} />
                    <p className="s-hint">
                      {m.training_topicsOf({ done: one.topicsDone, of: one.topics })}
                      {one.nextReview && (
                        <>
                          {' '}
                          · {m.training_review_days({ days: one.nextReview.days })}{' '}
                          <ReviewBadge state={one.nextReview.state} />
                        </>
                      )}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </ReadView>
    </Panel>
  );
}
