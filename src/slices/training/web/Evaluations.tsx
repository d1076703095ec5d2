import { m } from '#messages';
import { More } from '#platform/web/ui/More.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { Practicum } from '../contract.ts';
import { RatingList } from './Ratings.tsx';
import { momentWords } from './words.ts';

/** What the preceptor found at the middle and at the end, and for the office what the student says of the site. */
export function Evaluations({ practicum }: { practicum: Practicum }) {
  const { evaluations, siteEvaluation } = practicum;
  return (
    <>
      {evaluations.length === 0 && <p className="s-hint">{m.training_paper_noEvaluation()}</p>}
      {evaluations.map(({ moment, by, at, ratings, strengths, goals }) => (
        <div key={moment} className="tr-evaluation">
          <h3>
            {momentWords[moment]()} · {by} · <When at={at} as="date" />
          </h3>
          <RatingList ratings={ratings} />
          {strengths && (
            <p>
              {m.training_strengths()}: {strengths}
            </p>
          )}
          {goals && (
            <p>
              {m.training_goals()}: {goals}
            </p>
          )}
        </div>
      ))}
      {siteEvaluation && (
        <More label={m.training_site_evaluation()}>
          <RatingList ratings={siteEvaluation.ratings} />
          {siteEvaluation.comment && <p>{siteEvaluation.comment}</p>}
        </More>
      )}
    </>
  );
}
