import { m } from '#messages';
import type { Booking } from '../contract.ts';
import type { Item } from './grid-keys.ts';
import { isOpen, statusWords } from './words.ts';

/** A booking or a free time on the day's sheet: pressed, dragged, or dropped onto. */
export function GridItem(props: {
  item: Item;
  at: string;
  current: boolean;
  style: React.CSSProperties;
  columnName: string;
  clock: (ms: number) => string;
  moving: Booking | undefined;
  onFocus: () => void;
  onOpen: (booking: Booking) => void;
  onDrop: () => void;
  onMove: ((booking: Booking) => void) | undefined;
  onStop: () => void;
}) {
  const { item, style, clock } = props;
  const common = {
    'data-at': props.at,
    tabIndex: props.current ? 0 : -1,
    style,
    onFocus: props.onFocus,
  } as const;
  const { booking } = item;
  if (!booking) {
    const words = props.moving ? m.scheduling_move_here : m.scheduling_sheet_bookAt;
    return (
      <button
        {...common}
        type="button"
        className={props.moving ? 'sc-slot sc-slot-target' : 'sc-slot'}
        aria-label={words({ time: clock(item.from), name: props.columnName })}
        onClick={props.onDrop}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          // the column below would go by the height of the pointer
          event.stopPropagation();
          props.onDrop();
        }}
      >
        <span aria-hidden>+ {clock(item.from)}</span>
      </button>
    );
  }
  const open = isOpen(booking);
  return (
    <button
      {...common}
      type="button"
      className={`sc-visit sc-${booking.colour}${open ? '' : ' sc-visit-begun'}`}
      draggable={open && props.onMove !== undefined}
      onDragStart={() => props.onMove?.(booking)}
      onDragEnd={(event) => event.dataTransfer.dropEffect === 'none' && props.onStop()}
      onClick={() => props.onOpen(booking)}
    >
      <span className="sc-visit-text">
        <span className="sc-visit-line">
          <span className="s-figures">{clock(item.from)}</span>{' '}
          {booking.number !== null && (
            <span className="s-figures">{m.scheduling_number({ number: booking.number })}</span>
          )}{' '}
          {booking.overbooked && <span className="sc-over">{m.scheduling_overbooked()}</span>}{' '}
          <strong>{booking.patientName}</strong>
        </span>{' '}
        <span className="sc-visit-type">{item.words || booking.visitType}</span>
      </span>{' '}
      <span className="s-hidden">{statusWords(booking.status)}</span>
    </button>
  );
}
