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
export type Asked = { what: 'leave' | 'came' | 'room' | 'call' | 'send' | 'note'; visit: Acted };
type Rooms = readonly { id: string; name: string }[];

export function VisitDialogs(props: {
  asked: Asked | undefined;
  acts: VisitActs;
  /** Where they are known already, and may be all that is known. */
  rooms?: Rooms | undefined;
  onClose: () => void;
}) {
  const { asked, acts, onClose } = props;
  if (!asked) return null;
  const { visit } = asked;
  const end = (act: Promise<void>) => {
    onClose();
    void act;
  };
  if (asked.what === 'room') {
    const choose = (id: string) => end(acts.toRoom(visit, id));
    return <RoomDialog visit={visit} rooms={props.rooms} onClose={onClose} onRoom={choose} />;
  }
  if (asked.what === 'note') {
    return <NoteDialog visit={visit} onClose={onClose} onNote={(text) => end(acts.note(visit, text))} />;
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

function NoteDialog(props: { visit: Acted; onClose: () => void; onNote: (text: string) => void }) {
  const [text, setText] = useState('');
  const given = text.trim();
  return (
    <Dialog
      open
      title={`${props.visit.name}: ${m.frontDesk_note_title()}`}
      onClose={props.onClose}
      size="small"
    >
      <form
        className="fd-line"
        onSubmit={(event) => {
          event.preventDefault();
          if (given) props.onNote(given);
        }}
      >
        <FieldText
          label={m.frontDesk_note_label()}
          value={text}
          onChange={setText}
          maxLength={500}
          autoFocus
        />
        <Button type="submit" tone="primary" disabled={!given}>
          {m.web_save()}
        </Button>
      </form>
    </Dialog>
  );
}

function RoomDialog(props: {
  visit: Acted;
  rooms: Rooms | undefined;
  onClose: () => void;
  onRoom: (roomId: string) => void;
}) {
  const title = `${props.visit.name}: ${m.frontDesk_room_title()}`;
  return (
    <Dialog open title={title} onClose={props.onClose} size="small">
      {props.rooms ? (
        <RoomChoice rooms={props.rooms} onRoom={props.onRoom} />
      ) : (
        <ReadRooms onRoom={props.onRoom} />
      )}
    </Dialog>
  );
}

function ReadRooms({ onRoom }: { onRoom: (roomId: string) => void }) {
  const read = useRead(frontDesk, 'setup', {});
  return <ReadView read={read}>{({ rooms }) => <RoomChoice rooms={rooms} onRoom={onRoom} />}</ReadView>;
}

function RoomChoice({ rooms, onRoom }: { rooms: Rooms; onRoom: (roomId: string) => void }) {
  return (
    <div className="fd-choices">
      {rooms.map((room) => (
        <Button key={room.id} onClick={() => onRoom(room.id)}>
          {room.name}
        </Button>
      ))}
    </div>
  );
}
