import { m } from '#messages';
import { useMe } from '#platform/web/shell/session.ts';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { FieldArea } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { useLocale } from '#platform/web/language.ts';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { formatDateTime } from '#platform/shared/time.ts';
import { type Consultation, orders } from '../contract.ts';

/** A note that is not hers to change: read, with its signature and what came after. */
export function SignedNote({ view, mayAdd }: { view: Consultation; mayAdd: boolean }) {
  const me = useMe();
  const locale = useLocale();
  const at = (instant: string) => formatDateTime(instant, locale, me.clinic.zone, 'short');
  const { signature } = view;
  return (
    <Panel
      title={m.orders_note()}
      actions={
        signature ? (
          <SignalBadge tone="green">{m.orders_signed()}</SignalBadge>
        ) : (
          <SignalBadge tone="amber">{m.orders_unsigned()}</SignalBadge>
        )
      }
    >
      <p className="o-written">{view.note.text || '–'}</p>
      {signature && (
        <p className="o-soft">
          {m.orders_signedBy({ name: signature.name, role: signature.role, at: at(signature.at) })}
          {signature.licenceNumber && ` · ${signature.licenceNumber}`}
          {signature.coveringFor && ` · ${m.orders_covering({ reason: signature.coveringFor })}`}
        </p>
      )}
      {view.addenda.map((one) => (
        <div key={one.id} className="o-addendum">
          <p className="o-soft">{m.orders_addendumBy({ by: one.by, at: at(one.at) })}</p>
          <p className="o-written">{one.text}</p>
        </div>
      ))}
      {signature && mayAdd && (
        <More label={m.orders_addendum()}>
          <AddendumForm key={view.addenda.length} visitId={view.visitId} />
        </More>
      )}
    </Panel>
  );
}

function AddendumForm({ visitId }: { visitId: string }) {
  const form = useForm(orders, 'addAddendum', {
    initial: { visitId, text: '' },
    draft: `orders.addAddendum/${visitId}`,
  });
  return (
    <Form form={form}>
      <FieldArea label={m.orders_addendum()} {...form.field('text')} rows={3} required />
      <SaveBar form={form} label={m.orders_addendumSave()} />
    </Form>
  );
}
