import { useState } from 'react';
import { m } from '#messages';
import { localeFor } from '#platform/shared/languages.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type Order, orders } from '../contract.ts';

type Choice = OutputOf<typeof orders, 'standingChoices'>['choices'][number];

/** Opens what she may begin for this patient without an order of her own. */
export function StandingButton({ visitId }: { visitId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small onClick={() => setOpen(true)}>
        {m.orders_standing_add()}
      </Button>
      <Dialog title={m.orders_standing_title()} open={open} onClose={() => setOpen(false)}>
        {open && <Choices visitId={visitId} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function Choices({ visitId, onDone }: { visitId: string; onDone: () => void }) {
  const read = useRead(orders, 'standingChoices', { visitId }, { refreshOn: ['workforce.', 'scope.'] });
  const start = useAct(orders, 'startStandingOrder');
  const begin = async ({ protocolId, title }: Choice, item: Choice['items'][number]) => {
    await start.run({ visitId, protocolId, code: item.code });
    tell(m.orders_standing_begun({ title, item: item.label }));
    onDone();
  };
  return (
    <ReadView read={read} rows={4}>
      {({ choices }) =>
        choices.length === 0 ? (
          <p>{m.orders_standing_none()}</p>
        ) : (
          <>
            <Problem problem={start.problem} />
            <ul className="o-list">
              {choices.map((one) => (
                <li key={one.protocolId} className="o-standing">
                  <ChoiceWords choice={one} />
                  <div className="o-standing-acts">
                    {one.items.map((item) => (
                      <Button
                        key={item.code}
                        pending={start.pending}
                        onClick={() => void begin(one, item).catch(() => undefined)}
                      >
                        {m.orders_standing_begin({ item: item.label })}
                      </Button>
                    ))}
                  </div>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </ReadView>
  );
}

function ChoiceWords({ choice: one }: { choice: Choice }) {
  const day = formatPlainDate(one.reviewBy, localeFor(useLanguage()), 'short');
  return (
    <>
      <strong>{one.title}</strong>
      <span className="o-under">{m.orders_standing_approved({ name: one.approvedBy, day })}</span>
      {one.conditions && <p>{m.orders_standing_conditions({ conditions: one.conditions })}</p>}
      {one.whyNot && <p className="o-soft">{one.whyNot}</p>}
      <details>
        <summary>{m.orders_standing_read()}</summary>
        <p className="o-written">{one.text}</p>
      </details>
    </>
  );
}

/** Whether somebody ordered it, or under which standing order it was begun and by whom. */
export function Basis({ order: { basis } }: { order: Order }) {
  if (basis.kind === 'order')
    return basis.by ? <span className="o-under">{m.orders_standing_ordered({ name: basis.by })}</span> : null;
  const { title, by, startedBy } = basis;
  return <span className="o-under">{m.orders_standing_basis({ title, name: by, startedBy })}</span>;
}

/** What was begun by mistake goes again, with the reason. */
export function CancelStanding({ order }: { order: Order }) {
  const [asked, setAsked] = useState(false);
  const cancel = useAct(orders, 'cancelStandingOrder');
  return (
    <>
      <Button small tone="plain" onClick={() => setAsked(true)}>
        {m.orders_standing_cancel()}
      </Button>
      <ReasonDialog
        maxLength={300}
        asked={
          asked
            ? {
                ...{ title: m.orders_standing_cancelTitle(), text: order.label },
                ...{ label: m.orders_reason(), act: m.orders_standing_cancel() },
              }
            : undefined
        }
        pending={cancel.pending}
        problem={cancel.problem}
        onSay={(reason) => cancel.run({ orderId: order.id, reason })}
        onClose={() => setAsked(false)}
      />
    </>
  );
}
