import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLanguage } from '#platform/web/language.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { workforce } from '../contract.ts';
import './workforce.css';

/** One's own acts in words, and who does the others. */
export default function WhatMayIDo() {
  const language = useLanguage();
  const read = useRead(workforce, 'whatMayI', {}, { refreshOn: ['workforce.jobDescriptionsChanged'] });
  return (
    <Page title={m.workforce_scope_title()} back="/work">
      <ReadView read={read} rows={10}>
        {({ roles, mine, others }) => (
          <>
            <p>
              {roles.length > 0
                ? m.workforce_scope_intro({ roles: roles.map((one) => one.label[language]).join(', ') })
                : m.workforce_scope_introNone()}
            </p>
            {roles
              .filter((one) => one.preliminary)
              .map((one) => (
                <p key={one.role} className="wf-note">
                  {m.workforce_scope_preliminary({ role: one.label[language] })}
                </p>
              ))}
            <Panel title={m.workforce_scope_mine()}>
              <ul className="wf-acts">
                {mine.map((act) => (
                  <li key={act.action}>
                    <span>{act.words}</span>
                  </li>
                ))}
              </ul>
            </Panel>
            {others.length > 0 && (
              <Panel title={m.workforce_scope_others()}>
                <ul className="wf-acts">
                  {others.map((act) => (
                    <li key={act.action}>
                      <span>{act.words}</span>
                      <em>{act.whoMay.map((label) => label[language]).join(', ')}</em>
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
          </>
        )}
      </ReadView>
    </Page>
  );
}
