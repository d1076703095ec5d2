import { m } from '#messages';
import { Go } from '#platform/web/router/link.tsx';
import { OnDay } from '#platform/web/ui/OnDay.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { Result, ResultValue } from '../contract.ts';
import type { Flag } from '../shared/words.ts';
import { flagShapes, flagWords, isCritical, kindWords, standingWords } from './words.tsx';

/** One result: the value that counts now with its range, and the last few before it. */
export function ResultLine({ result }: { result: Result }) {
  const { kind, title, values, earlier, holds } = result;
  const [now, ...before] = values;
  if (!now) return null;
  const { words, flag, standing, range, at, by, note, visitId } = now;
  return (
    <>
      <p className="re-head">
        <strong>{title}</strong>
        {kind !== 'measured' && <span className="s-soft">{kindWords[kind]()}</span>}
        <span className="re-when">{at ? <OnDay at={at} /> : m.results_undated()}</span>
      </p>
      <p className="re-value">
        <span className={className(now)}>{words ?? m.results_noValue()}</span>
        {flag && <FlagBadge flag={flag} />}
        {standing !== 'final' && (
          <SignalBadge tone={standing === 'preliminary' ? 'amber' : 'grey'}>
            {standingWords[standing]()}
          </SignalBadge>
        )}
        {range && <span className="s-soft">{m.results_range({ range })}</span>}
      </p>
      {holds.length > 0 && <p className="s-soft">{m.results_holds({ what: holds.join(', ') })}</p>}
      {note && <p>{note}</p>}
      {(by || visitId) && (
        <p className="re-head s-soft">
          {by && <span>{by}</span>}
          {visitId && <Go to={`/visits/${visitId}`}>{m.results_toVisit()}</Go>}
        </p>
      )}
      {before.length > 0 && <Before values={before} earlier={earlier} />}
    </>
  );
}

/** Red is for what cannot wait. */
function FlagBadge({ flag }: { flag: Flag }) {
  return (
    <SignalBadge tone={isCritical(flag) ? 'red' : 'amber'} icon={flagShapes[flag]}>
      {flagWords[flag]()}
    </SignalBadge>
  );
}

function Before({ values, earlier }: { values: readonly ResultValue[]; earlier: number }) {
  return (
    <dl className="re-before" aria-label={m.results_before()}>
      {values.map((one) => (
        <div key={one.id}>
          <dt>{one.at ? <OnDay at={one.at} /> : m.results_undated()}</dt>
          <dd>
            <span className={className(one)}>{one.words ?? m.results_noValue()}</span>
            {one.flag && (
              <span className="re-flag">
                {flagShapes[one.flag]} {flagWords[one.flag]()}
              </span>
            )}
            {one.standing !== 'final' && <span className="s-soft">{standingWords[one.standing]()}</span>}
          </dd>
        </div>
      ))}
      {earlier > 0 && (
        <div>
          <dt>{m.results_older()}</dt>
          <dd>{m.results_olderCount({ count: earlier })}</dd>
        </div>
      )}
    </dl>
  );
}

/** What does not hold is struck out, beside the word that says so. */
function className({ standing }: ResultValue): string {
  return standing === 'inError' || standing === 'cancelled' ? 're-figure re-gone' : 're-figure';
}
