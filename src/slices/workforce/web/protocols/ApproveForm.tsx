import { m } from '#messages';
import { addMonths, today } from '#platform/shared/time.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Protocol, workforce } from '#slices/workforce/contract.ts';
import { VersionWords } from './ProtocolWords.tsx';

/** She reads the whole newest text, and says until when it holds: a year where nothing else is said. */
export function ApproveForm(props: { protocol: Protocol; onDone: () => void }) {
  const { protocolId } = props.protocol;
  const newest = props.protocol.newer ?? props.protocol;
  const { zone } = useMe().clinic;
  const day = today({ now: () => Date.now() }, zone);
  const form = useForm(workforce, 'approveProtocol', {
    initial: { protocolId, version: newest.version, reviewBy: addMonths(day, 12) },
    onDone: () => {
      tell(m.workforce_protocol_approved());
      props.onDone();
    },
  });
  return (
    <Form form={form}>
      <p>
        <strong>{m.workforce_protocol_approveTitle({ version: newest.version, title: newest.title })}</strong>
      </p>
      <VersionWords version={newest} />
      <FieldDate
        label={m.workforce_protocol_reviewBy()}
        hint={m.workforce_protocol_reviewByHint()}
        {...form.field('reviewBy')}
        required
        autoFocus
      />
      <SaveBar form={form} label={m.workforce_protocol_approve()} onCancel={props.onDone} />
    </Form>
  );
}
