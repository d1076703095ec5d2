import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { roster } from '../contract.ts';
import type { Week } from './WeekGrid.tsx';
import { dayWords, kindLabel } from './words.ts';

/** Whether the week counts yet, and what makes it: copying the last one, publishing. */
export function WeekHead({ week }: { week: Week }) {
  const { published } = week;
  if (published)
    return (
      <div className="ro-head">
        <SignalBadge tone="green">{m.roster_published()}</SignalBadge>
        <span>
          <When at={published.at} as="dateTime" /> · {published.by}
        </span>
        {published.inSpiteOf && (
          <span className="ro-note">{m.roster_inSpiteOf({ broken: published.inSpiteOf })}</span>
        )}
      </div>
    );
  if (!week.mayManage) return <p className="s-hint">{m.roster_notYet()}</p>;
  return <DraftHead week={week} />;
}

function DraftHead({ week }: { week: Week }) {
  const locale = useLocale();
  const copy = useAct(roster, 'copyWeek');
  const publish = useAct(roster, 'publish');
  const { monday } = week;
  const copyLast = () =>
    void copy.run({ monday }).then(
      ({ copied, left }) =>
        tell(
          [
            copied === 0 ? m.roster_copiedNone() : m.roster_copied({ count: copied }),
            ...left.map(({ name, day, why }) => `${name}, ${dayWords(day, locale)}: ${whys[why]()}`),
          ].join(' · '),
        ),
      () => undefined,
    );
  const run = (evenSo: boolean) =>
    void publish.run({ monday, evenSo }).then(
      () => tell(m.roster_publishedNow()),
      () => undefined,
    );
  const broken = publish.problem?.code === 'roster.rulesBroken' && publish.problem.details.final === false;
  const kinds = week.kinds.filter((one) => one.active);
  return (
    <>
      <div className="ro-head">
        <SignalBadge tone="grey">{m.roster_draft()}</SignalBadge>
        <span className="ro-note">
          {m.roster_keysHint({
            keys: kinds.map((one, at) => `${at + 1} ${kindLabel(one.code, kinds, locale)}`).join(', '),
          })}
        </span>
        <span className="ro-head-acts">
          <Button onClick={copyLast} pending={copy.pending}>
            {m.roster_copy()}
          </Button>
          <Button tone="primary" onClick={() => run(false)} pending={publish.pending}>
            {m.roster_publish()}
          </Button>
        </span>
      </div>
      <Problem problem={publish.problem ?? copy.problem} />
      {broken && (
        <div className="ro-even">
          <Button onClick={() => run(true)} pending={publish.pending}>
            {m.roster_publishEvenSo()}
          </Button>
        </div>
      )}
    </>
  );
}

const whys = {
  gone: m.roster_copy_gone,
  onLeave: m.roster_copy_onLeave,
  overlaps: m.roster_copy_overlaps,
  noKind: m.roster_copy_noKind,
};
