import { m } from '#messages';
import { Button } from '#platform/web/ui/Button.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { ShownVisit } from '../contract.ts';

type Offer = NonNullable<ShownVisit['offer']>;

/** Until when the time is kept, or what became of it. */
export function OfferState({ offer }: { offer: Offer }) {
  const { outcome } = offer;
  if (outcome === null) {
    return (
      <p>
        <strong>{m.reminders_page_offer_until({ until: offer.until })}</strong>
        {offer.moves && (
          <>
            <br />
            {m.reminders_page_offer_moves()}
          </>
        )}
      </p>
    );
  }
  const taken = outcome === 'booked' || outcome === 'moved';
  return (
    <div>
      <SignalBadge tone={taken ? 'green' : 'grey'}>
        {m[`reminders_page_offer_state_${outcome}`]()}
      </SignalBadge>
    </div>
  );
}

/** Takes the time or lets it go, while it is kept. */
export function OfferChoices(props: {
  offer: Offer;
  stopped: boolean;
  pending: boolean;
  onSay: (answer: 'accept' | 'decline' | 'stop') => void;
}) {
  const { offer, pending, onSay } = props;
  return (
    <div className="rm-acts">
      {offer.outcome === null && (
        <>
          <Button tone="primary" pending={pending} onClick={() => onSay('accept')}>
            {m.reminders_page_offer_accept()}
          </Button>
          <Button pending={pending} onClick={() => onSay('decline')}>
            {m.reminders_page_offer_decline()}
          </Button>
        </>
      )}
      {!props.stopped && (
        <Button pending={pending} onClick={() => onSay('stop')}>
          {m.reminders_page_stop()}
        </Button>
      )}
    </div>
  );
}
