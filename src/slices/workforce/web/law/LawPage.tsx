import { useState } from 'react';
import { m } from '#messages';
import { formatDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { workforce } from '#slices/workforce/contract.ts';
import { LawForm } from './LawForm.tsx';
import { actOf, type Law, lawWords } from './words.ts';
import '../workforce.css';

/** What the law of the clinic's place asks of those without a licence, and who approved it. */
export default function LawPage() {
  const language = useLanguage();
  const mayChange = useMay('workforce.manage');
  const read = useRead(workforce, 'law', {}, { refreshOn: ['workforce.'] });
  const [open, setOpen] = useState(false);
  const change = { label: m.workforce_law_edit(), run: () => setOpen(true) };
  useKeys({ n: mayChange ? change : undefined });
  const button = mayChange && (
    <Button tone="primary" onClick={change.run} keys="N">
      {read.data && !read.data.approvedBy ? m.workforce_law_change() : change.label}
    </Button>
  );
  return (
    <Page title={m.workforce_law_title()} actions={button}>
      <p className="s-hint">{m.workforce_law_hint()}</p>
      <ReadView read={read} rows={6}>
        {(law) => (
          <>
            <Standing law={law} />
            <DataTable
              label={m.workforce_law_title()}
              rows={law.rules}
              rowKey={(one) => one.act}
              columns={[
                { id: 'act', header: m.workforce_law_act(), cell: (one) => actOf(one, language) },
                { id: 'asks', header: m.workforce_law_asks(), cell: (one) => lawWords(one, language) },
              ]}
              empty={<EmptyState title={m.workforce_law_none()} />}
            />
            <History law={law} />
            <Dialog title={m.workforce_law_title()} open={open} onClose={() => setOpen(false)} size="large">
              {open && <LawForm law={law} onDone={() => setOpen(false)} />}
            </Dialog>
          </>
        )}
      </ReadView>
    </Page>
  );
}

function Standing({ law }: { law: Law }) {
  const dayOf = useDay();
  const here = law.places.find((one) => one.place === law.place);
  const newer = here && law.version > 0 && here.dataVersion > law.dataVersion;
  return (
    <>
      <p>
        {m.workforce_law_place()}: <strong>{here?.words ?? law.place}</strong>.{' '}
        {law.approvedBy && law.approvedAt ? (
          m.workforce_law_approved({
            ...{ name: law.approvedBy, day: dayOf(law.approvedAt) },
            ...{ version: law.version, data: law.dataVersion },
          })
        ) : (
          <SignalBadge tone="amber">{m.workforce_law_notApproved()}</SignalBadge>
        )}
      </p>
      {newer && (
        <p>
          <SignalBadge tone="amber">{m.workforce_law_newer({ data: here.dataVersion })}</SignalBadge>
        </p>
      )}
    </>
  );
}

function History({ law }: { law: Law }) {
  const dayOf = useDay();
  const former = law.history.slice(1);
  if (former.length === 0) return null;
  return (
    <Panel title={m.workforce_law_history()}>
      <ul className="wf-acts">
        {former.map((one) => (
          <li key={one.version}>
            <span>
              {(one.by ? m.workforce_law_historyLine : m.workforce_law_historySetUp)({
                ...{ version: one.version, place: one.words, count: one.asks },
                ...{ name: one.by, day: dayOf(one.at) },
              })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function useDay(): (instant: string) => string {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  return (instant) => formatDate(instant, locale, zone, 'short');
}
