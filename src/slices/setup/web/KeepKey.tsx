import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { sessionNow } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { backups } from '#slices/backups/contract.ts';

/**
 * The recovery key, before anything else of the new clinic is seen. Two groups typed from the paper say that there is
 * one; whoever has no paper at hand finds the key again on Today.
 */
export function KeepKey(props: { groups: string[]; onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const form = useForm(backups, 'confirmKey', {
    initial: { second: '', seventh: '' },
    onDone: () => {
      tell(m.setup_key_done());
      props.onDone();
    },
  });
  const clinic = sessionNow().me?.clinic.name ?? '';
  return (
    <Form form={form}>
      <div className="su-sheet">
        <h1 ref={heading} tabIndex={-1}>
          {m.setup_key_title()}
        </h1>
        <p className="su-sheet-only">{`Serambi · ${m.setup_key_label()} · ${clinic}`}</p>
        <p>{m.setup_key_why()}</p>
        <ol className="su-key" aria-label={m.setup_key_label()}>
          {props.groups.map((group) => (
            <li key={group}>{group}</li>
          ))}
        </ol>
        <p className="su-sheet-only">{m.setup_key_use()}</p>
      </div>
      <p>{m.setup_key_how()}</p>
      <div>
        <PrintButton label={m.setup_key_print()} onPrint={() => window.print()} />
      </div>
      <div className="su-pair" role="group" aria-label={m.setup_key_check()}>
        <p className="su-intro">{m.setup_key_check()}</p>
        <FieldText label={m.setup_key_second()} {...form.field('second')} required />
        <FieldText label={m.setup_key_seventh()} {...form.field('seventh')} required />
      </div>
      <div>
        <Button
          tone="plain"
          onClick={() => {
            tell(m.setup_key_laterTold());
            props.onDone();
          }}
        >
          {m.setup_key_later()}
        </Button>
      </div>
      <SaveBar form={form} label={m.setup_key_kept()} />
    </Form>
  );
}
