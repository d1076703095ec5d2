import { useState } from 'react';
import { m } from '#messages';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Go, pathTo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import type { OutputOf } from '#platform/shared/contract.ts';
import { competencies } from '../contract.ts';
import './competencies.css';

type Waiting = OutputOf<typeof competencies, 'toConfirm'>['practices'][number];

/** Learners' work that waits for a word: one key says that it was done rightly. */
export default function Practice() {
  const read = useRead(competencies, 'toConfirm', {}, { refreshOn: ['competencies.', 'vitals.', 'orders.'] });
  return (
    <Page title={m.competencies_practice_title()} back="/work">
      <ReadView read={read} rows={6}>
        {({ practices }) => <Waitings practices={practices} />}
      </ReadView>
    </Page>
  );
}

function Waitings({ practices }: { practices: Waiting[] }) {
  const [at, setAt] = useState(0);
  const [declining, setDeclining] = useState<Waiting>();
  const confirm = useAct(competencies, 'confirmPractice');
  const decline = useAct(competencies, 'declinePractice');
  const current = practices[Math.min(at, practices.length - 1)];
  const say = (one: Waiting) =>
    void confirm.run(whichOf(one)).then(
      () => tell(m.competencies_practice_confirmed(one)),
      () => undefined,
    );
  useKeys({
    c: current && { label: m.competencies_practice_confirm(), run: () => say(current) },
    x: current && { label: m.competencies_practice_decline(), run: () => setDeclining(current) },
    arrowdown: {
      label: m.competencies_practice_title(),
      run: () => setAt(Math.min(at + 1, practices.length - 1)),
    },
    arrowup: { label: m.competencies_practice_title(), run: () => setAt(Math.max(at - 1, 0)) },
  });
  if (practices.length === 0)
    return <EmptyState title={m.competencies_practice_none()} text={m.competencies_practice_noneHint()} />;
  return (
    <>
      <Problem problem={confirm.problem} />
      <ul className="cp-lines" aria-label={m.competencies_practice_title()}>
        {practices.map((one, place) => (
          <li
            key={`${one.staffId}${one.code}${one.resource}`}
            className="cp-line"
            aria-current={one === current ? 'true' : undefined}
            onFocus={() => setAt(place)}
          >
            <div className="cp-line-main">
              <strong>{one.name}</strong> · {one.label} · <When at={one.doneAt} as="dateTime" />
              <div className="cp-facts">
                <p>
                  {m.competencies_practice_count({ done: one.practised, needed: one.needed })}
                  {one.visitId && <ToVisit visitId={one.visitId} />}
                  {one.corrected && (
                    <SignalBadge tone="amber">{m.competencies_practice_corrected()}</SignalBadge>
                  )}
                </p>
              </div>
            </div>
            <div className="cp-line-acts">
              <Button tone="primary" keys="C" onClick={() => say(one)} pending={confirm.pending}>
                {m.competencies_practice_confirm()}
              </Button>
              <Button keys="X" onClick={() => setDeclining(one)}>
                {m.competencies_practice_decline()}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <ReasonDialog
        asked={
          declining && {
            title: m.competencies_practice_declineTitle(),
            label: m.competencies_practice_reason(),
            act: m.competencies_practice_decline(),
          }
        }
        maxLength={500}
        pending={decline.pending}
        problem={decline.problem}
        onSay={async (reason) => {
          if (!declining) return;
          await decline.run({ ...whichOf(declining), reason });
          tell(m.competencies_practice_declined(declining));
        }}
        onClose={() => setDeclining(undefined)}
      />
    </>
  );
}

function whichOf({ staffId, code, resource }: Waiting) {
  return { staffId, code, resource };
}

/** The list names no patient; who may read charts goes and looks. */
function ToVisit({ visitId }: { visitId: string }) {
  const may = useMay('records.read');
  if (!may) return null;
  return (
    <>
      {' · '}
      <Go to={pathTo('/visits/$visitId', { visitId })}>{m.competencies_practice_visit()}</Go>
    </>
  );
}
