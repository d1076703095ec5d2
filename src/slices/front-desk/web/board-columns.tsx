import { IconAlertTriangle, IconPlugConnectedX, IconSpeakerphone, IconUsers } from '@tabler/icons-react';
import { m } from '#messages';
import { ageAt, ageLabel } from '#platform/shared/age.ts';
import { displayRecordNumber } from '#platform/shared/identifiers.ts';
import type { Language } from '#platform/shared/languages.ts';
import { formatTime, minutesBetween } from '#platform/shared/time.ts';
import type { Column } from '#platform/web/ui/DataTable.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { BoardRow } from '../contract.ts';
import { waitsTooLong } from '../shared/board.ts';
import { shownMarks } from '../shared/marks.ts';
import { isHere } from '../shared/steps.ts';

/** What the cells are written from, beside the row. */
export interface BoardLook {
  day: string;
  now: string;
  language: Language;
  zone: string;
  country: string;
  tooLongMinutes: number;
  lateMinutes: number;
  /** Visits of which something was done without a connection that is not in yet, or that somebody must decide. */
  marks: ReadonlyMap<string, 'unsent' | 'undecided'>;
}

export function boardColumns(look: BoardLook): Column<BoardRow>[] {
  return [
    {
      id: 'time',
      header: m.frontDesk_board_col_time(),
      width: '4.7rem',
      cell: (row) => <TimeCell row={row} look={look} />,
    },
    {
      id: 'number',
      header: m.frontDesk_board_col_number(),
      width: '3.7rem',
      cell: (row) => <span className="s-figures">{row.queueNumber ?? ''}</span>,
    },
    {
      id: 'patient',
      header: m.frontDesk_board_col_patient(),
      cell: (row) => <PatientCell row={row} look={look} />,
    },
    {
      id: 'visit',
      header: m.frontDesk_board_col_visit(),
      width: '10%',
      hideOn: 'tablet',
      cell: (row) => <span className="fd-cut">{row.reason || row.visitType}</span>,
    },
    {
      id: 'step',
      header: m.frontDesk_board_col_step(),
      width: '23.5%',
      cell: (row) => <StepCell row={row} look={look} />,
    },
    {
      id: 'person',
      header: m.frontDesk_board_col_person(),
      width: '8%',
      hideOn: 'tablet',
      cell: (row) => <span className="fd-cut">{shortName(row.practitioner?.name ?? '')}</span>,
    },
  ];
}

/** A provider in a narrow column: title and first name, or first name and initial; the visit has the whole name. */
function shortName(name: string): string {
  const [first = '', second = ''] = name.split(' ');
  if (first.endsWith('.')) return `${first} ${second}`;
  return second ? `${first} ${second.charAt(0)}.` : first;
}

/** Amber words for a wait that is too long at this moment, or for lateness. */
export function amberOf(row: BoardRow, look: BoardLook): string | undefined {
  const late = row.step === 'expected' && row.scheduledAt ? minutesBetween(row.scheduledAt, look.now) : 0;
  if (late > look.lateMinutes) return m.frontDesk_board_late({ count: late });
  if (!waitsTooLong(row, look.now, look.tooLongMinutes)) return undefined;
  return m.frontDesk_board_waitsLong({ count: minutesBetween(row.since, look.now) });
}

function TimeCell({ row, look }: { row: BoardRow; look: BoardLook }) {
  if (!row.scheduledAt || row.walkIn)
    return <span className="fd-soft fd-time">{m.frontDesk_board_walkInShort()}</span>;
  // the zone's letters are on the day's heading; twenty times WIB says nothing more
  const time = formatTime(row.scheduledAt, look.language === 'id' ? 'id-ID' : 'en-US', look.zone).replace(
    / WI\w+$/,
    '',
  );
  return <span className="s-figures">{time}</span>;
}

function PatientCell({ row, look }: { row: BoardRow; look: BoardLook }) {
  const { patient } = row;
  const age = patient.birthDate ? ageAt(patient.birthDate, look.day) : null;
  const about = [
    age && ageLabel(age, look.language, 'short'),
    sexWords(patient.sex),
    displayRecordNumber(patient.recordNumber, look.country),
  ]
    .filter(Boolean)
    .join(' · ');
  const allergies = Array.isArray(patient.allergies) ? patient.allergies : [];
  return (
    <span className="fd-one-line fd-patient">
      <strong className="fd-name">{patient.name}</strong>
      <span className="fd-soft fd-about">{about}</span>
      {row.needs.length > 0 && (
        <SignalBadge tone="amber">
          {row.needs.map((need) => m[`frontDesk_needs_mark_${need}`]()).join(', ')}
        </SignalBadge>
      )}
      {(patient.nameAlert || isTakenForAnother(row, look)) && (
        <SignalBadge tone="amber" icon={<IconUsers size={16} aria-hidden />}>
          {isTakenForAnother(row, look) ? m.frontDesk_mark_nameAlert() : m.frontDesk_board_nameAlert()}
        </SignalBadge>
      )}
      {allergies.length > 0 && (
        <SignalBadge tone="grey" icon={<IconAlertTriangle size={16} aria-hidden />}>
          {m.frontDesk_board_allergy()}
        </SignalBadge>
      )}
    </span>
  );
}

/** The letter that both countries write on lists: P and L, F and M. */
function sexWords(sex: BoardRow['patient']['sex']): string {
  if (sex === 'female') return m.frontDesk_sex_female();
  return sex === 'male' ? m.frontDesk_sex_male() : '';
}

/** Said beside the name, where it is called. */
const isTakenForAnother = (row: BoardRow, look: BoardLook) =>
  shownMarks(row.marks, look.now).includes('nameAlert');

const placeMarks = (row: BoardRow, look: BoardLook) =>
  shownMarks(row.marks, look.now).filter((code) => code !== 'nameAlert');

function StepCell({ row, look }: { row: BoardRow; look: BoardLook }) {
  const amber = amberOf(row, look);
  const minutes = minutesBetween(row.since, look.now);
  // "waits 46 min" says where she is; anywhere else the place stands beside the wait
  const said =
    amber !== undefined && (row.step === 'expected' || row.step === 'waiting' || row.step === 'arrived');
  return (
    <span className="fd-one-line fd-where">
      <OfflineMark mark={look.marks.get(row.visitId)} />
      {row.priority !== 'routine' && isHere(row.step) && (
        <SignalBadge tone={row.priority === 'emergency' ? 'red' : 'amber'}>
          {row.priority === 'emergency' ? m.frontDesk_board_emergency() : m.frontDesk_board_urgent()}
        </SignalBadge>
      )}
      {placeMarks(row, look).map((code) => (
        <SignalBadge key={code} tone={code === 'untold' ? 'red' : 'amber'}>
          {m[`frontDesk_mark_${code}`]()}
        </SignalBadge>
      ))}
      {!said && (
        <span className="fd-one-line">
          <span className="fd-name">{row.room ? `${row.stepLabel},` : row.stepLabel}</span>
          {row.room && <span className="fd-room">{row.room.name}</span>}
          {!amber && isHere(row.step) && (
            <span className="fd-soft fd-minutes s-figures">
              {m.frontDesk_board_minutes({ count: Math.max(0, minutes) })}
            </span>
          )}
        </span>
      )}
      {/* beside the step where both fit, else below it: what is late is never cut off, nor where she is */}
      {amber && <SignalBadge tone="amber">{amber}</SignalBadge>}
      {row.call && (
        <SignalBadge tone="blue" icon={<IconSpeakerphone size={16} aria-hidden />}>
          {row.call.times === 0
            ? m.frontDesk_call_sent({ place: row.call.place })
            : m.frontDesk_call_calls({ place: row.call.place, by: row.call.by, count: row.call.times })}
        </SignalBadge>
      )}
    </span>
  );
}

function OfflineMark({ mark }: { mark: 'unsent' | 'undecided' | undefined }) {
  if (!mark) return null;
  return (
    <SignalBadge tone="amber" icon={<IconPlugConnectedX size={16} aria-hidden />}>
      {mark === 'unsent' ? m.frontDesk_offline_state_unsent() : m.frontDesk_offline_state_undecided()}
    </SignalBadge>
  );
}
