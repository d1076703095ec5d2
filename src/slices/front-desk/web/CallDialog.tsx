import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { frontDesk } from '../contract.ts';
import { keepMyPlace, type MyPlace } from './my-place.ts';
import type { Acted, VisitActs } from './use-visit-acts.ts';

/** From where to call; this desk calls from there from now on. */
export function CallDialog(props: { visit: Acted; acts: VisitActs; onClose: () => void }) {
  const read = useRead(frontDesk, 'setup', {});
  const take = (place: MyPlace) => {
    keepMyPlace(place);
    props.onClose();
    void props.acts.call(props.visit, place);
  };
  return (
    <Dialog
      open
      title={`${props.visit.name}: ${m.frontDesk_call_title()}`}
      onClose={props.onClose}
      size="small"
    >
      <ReadView read={read}>
        {({ counters, rooms }) =>
          counters.length + rooms.length === 0 ? (
            <EmptyState title={m.frontDesk_call_noPlaces()} />
          ) : (
            <div className="fd-choices">
              {counters.map(({ id, name }) => (
                <Button key={id} onClick={() => take({ counterId: id, name })}>
                  {name}
                </Button>
              ))}
              {rooms.map(({ id, name }) => (
                <Button key={id} onClick={() => take({ roomId: id, name })}>
                  {name}
                </Button>
              ))}
            </div>
          )
        }
      </ReadView>
    </Dialog>
  );
}

/** To whose queue, or to which counter, she goes on. */
export function SendDialog(props: { visit: Acted; acts: VisitActs; onClose: () => void }) {
  const read = useRead(frontDesk, 'setup', {});
  const send = (to: { practitionerId: string } | { counterId: string }, name: string) => {
    props.onClose();
    void props.acts.send(props.visit, to, name);
  };
  return (
    <Dialog
      open
      title={`${props.visit.name}: ${m.frontDesk_send_title()}`}
      onClose={props.onClose}
      size="small"
    >
      <ReadView read={read}>
        {({ counters, practitioners }) => (
          <>
            <h3 className="fd-send">{m.frontDesk_send_provider()}</h3>
            <div className="fd-choices">
              {practitioners.map(({ id, name }) => (
                <Button key={id} onClick={() => send({ practitionerId: id }, name)}>
                  {name}
                </Button>
              ))}
            </div>
            {counters.length > 0 && <h3 className="fd-send">{m.frontDesk_send_counter()}</h3>}
            <div className="fd-choices">
              {counters.map(({ id, name }) => (
                <Button key={id} onClick={() => send({ counterId: id }, name)}>
                  {name}
                </Button>
              ))}
            </div>
          </>
        )}
      </ReadView>
    </Dialog>
  );
}
