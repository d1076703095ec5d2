import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { addMinutes, formatDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Under, workforce } from '../contract.ts';
import './workforce.css';

type Answer = OutputOf<typeof workforce, 'whatMayI'>;
type Blocked = Answer['blocked'][number];

/** Every act as scope judges it at this hour: what she may, under what, what not and what would unlock it. */
export default function WhatMayIDo() {
  const language = useLanguage();
  const readsOrders = useMay('orders.read');
  const refreshOn = ['workforce.', 'scope.', 'competencies.'];
  const read = useRead(workforce, 'whatMayI', {}, { refreshOn });
  return (
    <Page title={m.workforce_scope_title()} back="/work">
      <ReadView read={read} rows={10}>
        {(answer) => (
          <>
            <p>
              {answer.roles.length > 0
                ? m.workforce_scope_intro({
                    roles: answer.roles.map((one) => one.label[language]).join(', '),
                  })
                : m.workforce_scope_introNone()}
            </p>
            {answer.roles
              .filter((one) => one.preliminary)
              .map((one) => (
                <p key={one.role} className="wf-note">
                  {m.workforce_scope_preliminary({ role: one.label[language] })}
                </p>
              ))}
            <p>
              <Go to="/work/my-credentials">{m.workforce_scope_toCredentials()}</Go>
              {' · '}
              <Go to="/work/delegations">{m.workforce_scope_toDelegations()}</Go>
              {readsOrders && (
                <>
                  {' · '}
                  <Go to="/work/standing-orders">{m.workforce_scope_toProtocols()}</Go>
                </>
              )}
            </p>
            <MyJobLine />
            <Lists answer={answer} />
          </>
        )}
      </ReadView>
    </Page>
  );
}

/** The signed record behind it: it says her duties, and scope judges by her jobs. */
function MyJobLine() {
  const { data } = useRead(workforce, 'jobRecords', {}, { refreshOn: ['workforce.'] });
  const newest = data?.records[0];
  const signed = newest?.signed.person && newest.signed.supervisor;
  return (
    <p>
      <Go to="/work/my-job">{newest?.title ?? m.workforce_job_none()}</Go>
      {newest && (
        <>
          {' '}
          <SignalBadge tone={signed ? 'green' : 'amber'}>
            {signed ? m.workforce_job_record() : m.workforce_job_notSigned()}
          </SignalBadge>
        </>
      )}
    </p>
  );
}

function Lists({ answer }: { answer: Answer }) {
  const language = useLanguage();
  const { may, under, blocked, others } = answer;
  return (
    <>
      {blocked.length > 0 && (
        <Panel title={m.workforce_scope_blocked()} tone="amber">
          <ul className="wf-acts">
            {blocked.map((act) => (
              <li key={act.action}>
                <span>{act.words}</span>
                <Why act={act} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {under.length > 0 && (
        <Panel title={m.workforce_scope_under()} tone="blue">
          <ul className="wf-acts">
            {under.map((act) => (
              <li key={act.action}>
                <span>{act.words}</span>
                <em>
                  <Unders under={act.under} />
                </em>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title={m.workforce_scope_mine()}>
        <ul className="wf-acts">
          {may.map((act) => (
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
  );
}

function Unders({ under }: { under: Under[] }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  // an end is the first moment that is no longer good; people name the last good day
  const lastDay = (until: string) => formatDate(addMinutes(until, -1), locale, zone, 'short');
  const wordsOf = ({ kind, by, until, title }: Under) => {
    if (kind === 'coSign') return m.workforce_scope_underCoSign();
    if (kind === 'indirect') return m.workforce_scope_underIndirect();
    if (kind === 'supervision') return m.workforce_scope_underSupervision({ name: by });
    if (kind === 'protocol')
      return m.workforce_scope_underProtocol({ title: title ?? '', name: by, until: lastDay(until ?? '') });
    return until
      ? m.workforce_scope_underDelegation({
          name: by,
          until: lastDay(until),
        })
      : m.workforce_scope_underDelegationOpen({ name: by });
  };
  return under.map(wordsOf).join(' · ');
}

/** Where one mends it; the duty that keeps competencies adds its own way. */
const ways = {
  credential: { to: '/work/my-credentials', label: m.workforce_scope_toCredentials },
  delegation: { to: '/work/delegations', label: m.workforce_scope_toDelegations },
  protocol: { to: '/work/standing-orders', label: m.workforce_scope_toProtocols },
  competency: undefined,
  supervision: undefined,
  licence: undefined,
  training: undefined,
  forbidden: undefined,
};

function Why({ act }: { act: Blocked }) {
  const { kind, what } = act.missing;
  const unlock = {
    competency: () => m.workforce_scope_unlock_competency({ what }),
    credential: () => m.workforce_scope_unlock_credential({ what }),
    delegation: () => m.workforce_scope_unlock_delegation(),
    protocol: () => m.workforce_scope_unlock_protocol(),
    supervision: () => m.workforce_scope_unlock_supervision(),
    licence: () => m.workforce_scope_unlock_licence(),
    training: () => m.workforce_scope_unlock_training(),
    forbidden: () => m.workforce_scope_unlock_forbidden(),
  }[kind];
  const way = ways[kind];
  return (
    <div className="wf-why">
      <p>{act.reason}</p>
      <p className="s-hint">
        {unlock()} {way && <Go to={way.to}>{way.label()}</Go>}
      </p>
      <Slot name="scope.unlock" props={{ action: act.action, missing: act.missing }} />
    </div>
  );
}
