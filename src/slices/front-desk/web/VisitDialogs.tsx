import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldText } from '#platform/web/form/fields.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { frontDesk } from '../contract.ts';
import { CallDialog, SendDialog } from './CallDialog.tsx';
import type { Acted, VisitActs } from './use-visit-acts.ts';

/** What is asked before an act that needs a word. */
export type Asked = { what: 'leave' | 'came' | 'room' | 'call' | 'send'; visit: Acted };

export function VisitDialogs(props: { asked: Asked | undefined; acts: VisitActs; onClose: () => void }) {
  const { asked, acts, onClose } = props;
  if (!asked) return null;
  const { visit } = asked;
  const end = (act: Promise<void>) => {
    onClose();
    void act;
  };
  if (asked.what === 'room') {
    return <RoomDialog visit={visit} onClose={onClose} onRoom={(id) => end(acts.toRoom(visit, id))} />;
  }
  if (asked.what === 'call') return <CallDialog visit={visit} acts={acts} onClose={onClose} />;
  if (asked.what === 'send') return <SendDialog visit={visit} acts={acts} onClose={onClose} />;
  const leaving = asked.what === 'leave';
  return (
    <ReasonDialog
      visit={visit}
      title={leaving ? m.frontDesk_reason_title() : m.frontDesk_came_title()}
      usual={
        leaving
          ? [
              m.frontDesk_reason_waited(),
              m.frontDesk_reason_better(),
              m.frontDesk_reason_elsewhere(),
              m.frontDesk_reason_money(),
            ]
          : [m.frontDesk_came_late(), m.frontDesk_came_mistake()]
      }
      save={leaving ? m.frontDesk_reason_save() : m.frontDesk_came_save()}
      onClose={onClose}
      onReason={(reason) => end(leaving ? acts.leaveUnseen(visit, { reason }) : acts.arrive(visit, reason))}
    />
  );
}

/** One touch for the usual reasons, a line for all others. */
function ReasonDialog(props: {
  visit: Acted;
  title: string;
  usual: string[];
  save: string;
  onClose: () => void;
  onReason: (reason: string) => void;
}) {
  const [reason, setReason] = useState('');
  const given = reason.trim();
  return (
    <Dialog open title={`${props.visit.name}: ${props.title}`} onClose={props.onClose} size="small">
      <div className="fd-choices">
        {props.usual.map((one) => (
          <Button key={one} onClick={() => props.onReason(one)}>
            {one}
          </Button>
        ))}
      </div>
      <form
        className="fd-line"
        onSubmit={(event) => {
          event.preventDefault();
          if (given) props.onReason(given);
        }}
      >
        <FieldText
          label={m.frontDesk_reason_label()}
          value={reason}
          onChange={setReason}
          maxLength={255}
          autoFocus
        />
        <Button type="submit" tone="primary" disabled={!given}>
          {props.save}
        </Button>
      </form>
    </Dialog>
  );
}

function RoomDialog(props: { visit: Acted; onClose: () => void; onRoom: (roomId: string) => void }) {
  const read = useRead(frontDesk, 'setup', {});
  return (
    <Dialog
      open
      title={`${props.visit.name}: ${m.frontDesk_room_title()}`}
      onClose={props.onClose}
      size="small"
    >
      <ReadView read={read}>
        {({ rooms }) => (
          <div className="fd-choices">
            {rooms.map((room) => (
              <Button key={room.id} onClick={() => props.onRoom(room.id)}>
                {room.name}
              </Button>
            ))}
          </div>
        )}
      </ReadView>
    </Dialog>
  );
}
