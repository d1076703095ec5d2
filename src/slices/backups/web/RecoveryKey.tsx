import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Go } from '#platform/web/router/link.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { backups } from '../contract.ts';
import './backups.css';

/** The recovery key, shown until somebody confirms that she has written it down. */
export default function RecoveryKey() {
  const read = useRead(backups, 'recoveryKey', {});
  return (
    <Page title={m.backups_key_title()} back="/clinic/backups">
      <ReadView read={read}>
        {({ groups }) =>
          groups ? (
            <WriteDown groups={groups} onConfirmed={read.refresh} />
          ) : (
            <div className="bu-stack">
              <p>{m.backups_key_confirmed()}</p>
              <Go to="/today" className="s-button s-button-primary">
                {m.backups_key_toToday()}
              </Go>
            </div>
          )
        }
      </ReadView>
    </Page>
  );
}

function WriteDown(props: { groups: string[]; onConfirmed: () => void }) {
  const form = useForm(backups, 'confirmKey', {
    initial: { second: '', seventh: '' },
    onDone: () => {
      tell(m.backups_key_done());
      props.onConfirmed();
    },
  });
  return (
    <div className="bu-stack bu-narrow">
      <p>{m.backups_key_why()}</p>
      <p>{m.backups_key_how()}</p>
      <ol className="bu-key" aria-label={m.backups_key_title()}>
        {props.groups.map((group) => (
          <li key={group}>{group}</li>
        ))}
      </ol>
      <Form form={form}>
        <h2>{m.backups_key_confirm()}</h2>
        <FieldText label={m.backups_key_second()} {...form.field('second')} required />
        <FieldText label={m.backups_key_seventh()} {...form.field('seventh')} required />
        <SaveBar form={form} label={m.backups_key_save()} />
      </Form>
    </div>
  );
}
