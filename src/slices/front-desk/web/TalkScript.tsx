import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { frontDesk } from '../contract.ts';
import './front-desk.css';
import { TalkScriptForm } from './TalkScriptForm.tsx';
import { TalkScriptText } from './TalkScriptText.tsx';

export type Scripts = OutputOf<typeof frontDesk, 'talkScript'>;

/** The questions of the front desk: the manager writes, a physician approves, everybody reads. */
export default function TalkScriptPage() {
  const read = useRead(frontDesk, 'talkScript', {}, { refreshOn: ['frontDesk.setupChanged'] });
  const mayWrite = useMay('frontDesk.manage');
  return (
    <Page title={m.frontDesk_script_title()}>
      <ReadView read={read} rows={8}>
        {(scripts) => {
          const newest = scripts.draft ?? scripts.inForce;
          return (
            <div className="fd-stack">
              <Standing scripts={scripts} />
              {mayWrite ? (
                <TalkScriptForm key={newest.version} version={newest} />
              ) : (
                <TalkScriptText script={newest.script} />
              )}
            </div>
          );
        }}
      </ReadView>
    </Page>
  );
}

function Standing({ scripts }: { scripts: Scripts }) {
  const { inForce, draft } = scripts;
  const act = useAct(frontDesk, 'approveTalkScript');
  const mayApprove = useMay('frontDesk.approveTalk');
  const approve = (version: number) =>
    void act.run({ version }).then(
      () => tell(m.frontDesk_script_approved({ version })),
      () => undefined,
    );
  return (
    <Panel title={m.frontDesk_script_title()} {...(draft && { tone: 'blue' as const })}>
      <p>{m.frontDesk_script_intro()}</p>
      <p>
        {inForce.approved
          ? m.frontDesk_script_inForce({ version: inForce.version, by: inForce.approved.by })
          : m.frontDesk_script_inForceShipped()}
      </p>
      {draft && (
        <div className="fd-acts">
          <p>{m.frontDesk_script_draft({ version: draft.version, by: draft.savedBy })}</p>
          {mayApprove ? (
            <Button tone="primary" pending={act.pending} onClick={() => approve(draft.version)}>
              {m.frontDesk_script_approve({ version: draft.version })}
            </Button>
          ) : (
            <p className="fd-soft">{m.frontDesk_script_approveAsk()}</p>
          )}
        </div>
      )}
      <Problem problem={act.problem} />
    </Panel>
  );
}
