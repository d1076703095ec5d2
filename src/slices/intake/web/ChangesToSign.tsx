import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type Change, intake, type Line } from '../contract.ts';
import { lineName, sourceWords, topicWords } from './words.ts';
import './intake.css';

/** The difference since a clinician last signed: accepted as a whole in one press, or sent back line by line. */
export default function ChangesToSign({ visitId }: { visitId: string }) {
  const read = useRead(intake, 'changesToSign', { visitId }, { refreshOn: ['intake.'] });
  return (
    <ReadView read={read} rows={2}>
      {({ changes }) => changes.length > 0 && <Difference visitId={visitId} changes={changes} />}
    </ReadView>
  );
}

function Difference({ visitId, changes }: { visitId: string; changes: Change[] }) {
  const maySign = useMay('intake.sign');
  const decide = useAct(intake, 'decideChanges');
  const [sending, setSending] = useState<Change>();
  const accept = async (which: readonly Change[]) => {
    await decide.run({ visitId, accept: which.map(({ changeId }) => changeId) });
    tell(m.intake_sign_accepted());
  };
  const sendBack = async ({ changeId }: Change, reason: string) => {
    await decide.run({ visitId, sendBack: [{ changeId, reason }] });
    setSending(undefined);
    tell(m.intake_sign_sentBack());
  };
  const quietly = (act: Promise<unknown>) => void act.catch(() => undefined);
  return (
    <Panel
      title={m.intake_sign_title()}
      {...(maySign && {
        tone: 'blue' as const,
        actions: (
          <Button small tone="primary" pending={decide.pending} onClick={() => quietly(accept(changes))}>
            {m.intake_sign_acceptAll()}
          </Button>
        ),
      })}
    >
      {!sending && <Problem problem={decide.problem} />}
      <ul className="ik-facts">
        {changes.map((one) => (
          <li key={one.changeId} className="ik-fact">
            <ChangeWords change={one} />
            {maySign && (
              <span className="ik-fact-acts">
                <Button small tone="plain" onClick={() => quietly(accept([one]))}>
                  {m.intake_sign_accept()}
                </Button>
                <Button small tone="plain" onClick={() => setSending(one)}>
                  {m.intake_sign_sendBack()}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <ReasonDialog
        asked={
          sending && {
            title: m.intake_sign_sendBackTitle({ fact: nameOf(sending) }),
            label: m.intake_sign_sendBackReason(),
            act: m.intake_sign_sendBack(),
          }
        }
        onSay={(reason) => (sending ? sendBack(sending, reason) : Promise.resolve())}
        onClose={() => setSending(undefined)}
        maxLength={500}
        pending={decide.pending}
        problem={decide.problem}
      />
    </Panel>
  );
}

function nameOf({ topic, before, after }: Change): string {
  const line = after ?? before;
  return line ? lineName(topic, line) : topicWords[topic]();
}

const kinds: Record<Change['kind'], () => string> = {
  added: m.intake_sign_new,
  changed: m.intake_sign_changed,
  stopped: m.intake_sign_stopped,
  unknown: m.intake_sign_unknown,
  none: m.intake_sign_none,
};

function ChangeWords({ change }: { change: Change }) {
  const { topic, kind, before, after } = change;
  const rest = (line: Line | undefined) => [line?.detail, line?.since].filter(Boolean).join(' · ');
  const [old, now] = [before && (before.choice ? lineName(topic, before) : rest(before)), rest(after)];
  return (
    <span className="ik-fact-words">
      <span className="ik-soft">{topicWords[topic]()}</span>
      {(before || after) && <strong>{nameOf(change)}</strong>}
      <SignalBadge tone={kind === 'stopped' || kind === 'unknown' ? 'amber' : 'blue'}>
        {kinds[kind]()}
      </SignalBadge>
      {kind === 'changed' && old && <del>{old}</del>}
      {now && kind !== 'stopped' && <ins>{now}</ins>}
      {!change.applied && <span>{m.intake_sign_wish()}</span>}
      <span className="ik-soft">
        {m.intake_sign_by({ by: change.by, source: change.sourceName || sourceWords(change.source) })}{' '}
        <When at={change.at} as="dateTime" />
      </span>
    </span>
  );
}
