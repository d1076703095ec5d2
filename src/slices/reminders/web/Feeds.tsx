import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { reminders } from '../contract.ts';
import './reminders.css';

interface Feed {
  feedId: string;
  label: string;
  madeAt: string;
}

/** Secret addresses of one's own calendar, for calendar programs; each can be ended. */
export default function Feeds() {
  const read = useRead(reminders, 'feeds', {});
  const revoke = useAct(reminders, 'revokeFeed');
  const end = ({ feedId, label }: Feed) =>
    void revoke.run({ feedId }).then(
      () => tell(m.reminders_feeds_revoked({ label })),
      () => undefined,
    );
  return (
    <Page title={m.reminders_feeds_title()}>
      <ReadView read={read} rows={3}>
        {({ feeds, mine }) =>
          mine ? (
            <div className="rm-stack">
              <MakeFeed />
              <Problem problem={revoke.problem} />
              <DataTable
                label={m.reminders_feeds_title()}
                rows={feeds}
                rowKey={(one) => one.feedId}
                columns={columns()}
                act={(one) => ({ label: m.reminders_feeds_revoke(), run: () => end(one) })}
                empty={<EmptyState title={m.reminders_feeds_none()} />}
              />
            </div>
          ) : (
            <EmptyState title={m.reminders_feeds_nobody()} />
          )
        }
      </ReadView>
    </Page>
  );
}

function MakeFeed() {
  const [path, setPath] = useState<string>();
  const form = useForm(reminders, 'makeFeed', {
    initial: { label: '' },
    onDone: (made) => setPath(made.path),
  });
  return (
    <Panel title={m.reminders_feeds_make()}>
      <p>{m.reminders_feeds_intro()}</p>
      <Form form={form} label={m.reminders_feeds_make()}>
        <FieldText label={m.reminders_feeds_label()} {...form.field('label')} required />
        <SaveBar form={form} label={m.reminders_feeds_make()} />
      </Form>
      {path && (
        <p role="status">
          {m.reminders_feeds_shown()} <code className="rm-secret">{location.origin + path}</code>
        </p>
      )}
    </Panel>
  );
}

function columns(): Column<Feed>[] {
  return [
    { id: 'label', header: m.reminders_feeds_label(), cell: (one) => one.label },
    { id: 'made', header: m.reminders_label_when(), cell: (one) => <When at={one.madeAt} />, figures: true },
  ];
}
