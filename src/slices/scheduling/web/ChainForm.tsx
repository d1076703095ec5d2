import { useState } from 'react';
import { m } from '#messages';
import { addDays, formatDateTime, today } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import { records } from '#slices/records/contract.ts';
import { type ChainOffer, scheduling } from '../contract.ts';
import './series.css';

/** Ways through a chain, each with a time for every step; its button books all of them. */
export function ChainForm(props: {
  patient: { id: string; name: string };
  chainId: string;
  day: string | undefined;
  back: string;
}) {
  const { patient, chainId } = props;
  const { zone } = useMe().clinic;
  const locale = useLocale();
  const go = useGo();
  const now = today({ now: () => Date.now() }, zone);
  const [day, setDay] = useState(props.day ?? now);
  const [reason, setReason] = useState('');
  const fromDay = day || now;
  const card = useRead(records, 'readBanner', { patientId: patient.id });
  const name = card.data?.name ?? patient.name;
  const read = useRead(
    scheduling,
    'chainTimes',
    { patientId: patient.id, chainId, fromDay },
    { keep: true, refreshOn: ['scheduling.'] },
  );
  const act = useAct(scheduling, 'bookChain');
  const cancel = useAct(scheduling, 'cancelChain');
  const book = async ({ steps }: ChainOffer) => {
    try {
      const wanted = steps.map(({ practitionerId, startsAt }) => ({ practitionerId, when: startsAt }));
      const { booked } = await act.run({ patientId: patient.id, chainId, steps: wanted, reason });
      const visitId = booked[0]?.visitId ?? '';
      const slip = { reason: m.scheduling_book_slip(), askedBy: 'clinic', scope: 'all' } as const;
      offerUndo(m.scheduling_chain_booked({ name, count: booked.length }), () =>
        cancel.run({ visitId, ...slip }),
      );
      go(props.back, { replace: true });
    } catch {
      // the refusal stands above the offers, which are read again
      read.refresh();
    }
  };
  return (
    <Panel title={name}>
      <div className="sc-book-fields">
        <FieldDate label={m.scheduling_book_from()} value={day} onChange={setDay} />
        <FieldText label={m.scheduling_label_reason()} value={reason} onChange={setReason} maxLength={255} />
      </div>
      <Problem problem={act.problem} />
      <ReadView read={read} rows={4}>
        {({ offers, stuckAt }) =>
          offers.length === 0 ? (
            <EmptyState
              title={m.scheduling_chain_noOffers({ step: stuckAt ?? 1 })}
              act={{ label: m.scheduling_book_later(), run: () => setDay(addDays(fromDay, 7)) }}
            />
          ) : (
            <ol className="sc-places" aria-label={m.scheduling_chain_offers()}>
              {offers.map((offer) => (
                <li key={offer.steps[0]?.startsAt} className="sc-place">
                  <ul className="sc-parts">
                    {offer.steps.map((step) => (
                      <li key={step.startsAt}>
                        <strong className="s-figures">
                          {formatDateTime(step.startsAt, locale, zone, 'short')}
                        </strong>{' '}
                        {step.visitType} · {step.practitionerName}
                      </li>
                    ))}
                  </ul>
                  <span className="sc-place-acts">
                    <Button pending={act.pending} onClick={() => void book(offer)}>
                      {m.scheduling_chain_book({ count: offer.steps.length })}
                    </Button>
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </ReadView>
    </Panel>
  );
}
