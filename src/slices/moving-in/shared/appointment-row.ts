import { foldName } from '#platform/shared/names.ts';
import { readDate, splitTime } from './dates.ts';
import type { FieldRule } from './field.ts';
import { problem, type RowProblem, type RowReading, type Said } from './row-reading.ts';

/** What a file of future appointments can say. */
export const appointmentFields: readonly FieldRule[] = [
  {
    key: 'recordNumber',
    required: 'patient',
    headings:
      'record number|record no|medical record number|mrn|chart number|patient id|patient number|pid|pubpid|acct no|no rm|no. rm|nomor rm|no rekam medis|nomor rekam medis|no_rkm_medis',
  },
  {
    key: 'name',
    required: 'patient',
    headings: 'name|full name|patient name|patient|nama|nama pasien|nama lengkap|pasien|nm_pasien',
  },
  {
    key: 'birthDate',
    isDate: true,
    headings: 'date of birth|birth date|dob|tanggal lahir|tgl lahir|tgl_lahir',
  },
  {
    key: 'date',
    isDate: true,
    required: 'date',
    headings:
      'date|appointment date|appt date|visit date|start|start time date|starts at|tanggal|tgl|tanggal janji|tanggal periksa|tanggal kunjungan|tgl periksa|tanggal_periksa',
  },
  {
    key: 'time',
    headings: 'time|appointment time|appt time|start time|jam|waktu|jam mulai|jam periksa|jam_reg|pukul',
  },
  { key: 'duration', headings: 'duration|minutes|length|duration minutes|durasi|lama|menit' },
  {
    key: 'provider',
    required: 'provider',
    headings: 'provider|doctor|physician|resource|clinician|with|dokter|nama dokter|nm_dokter|petugas',
  },
  {
    key: 'visitType',
    required: 'visitType',
    headings:
      'visit type|appointment type|appt type|type|category|jenis kunjungan|jenis janji|jenis|kategori|jenis janji temu',
  },
  { key: 'room', headings: 'room|exam room|location|ruang|ruangan|kamar periksa|poli' },
  { key: 'reason', headings: 'reason|notes|comment|reason for visit|keluhan|alasan|catatan|keperluan' },
];

export interface AppointmentRow {
  recordNumber: string | undefined;
  name: string | undefined;
  birthDate: string | undefined;
  day: string;
  /** `HH:MM` by the clinic's clock. */
  time: string;
  durationMinutes: number | undefined;
  provider: string;
  visitType: string;
  room: string | undefined;
  reason: string;
}

const longestReason = 255;

/** Reads a row as far as the row alone tells. */
export function readAppointmentRow(said: Said): RowReading<AppointmentRow> {
  const problems: RowProblem[] = [];
  const get = (key: string) => said.values.get(key);
  const [recordNumber, name] = [get('recordNumber'), get('name')];
  const born = dateOf(said, 'birthDate', problems);
  if (!recordNumber && !(name && born)) problems.push(problem('recordNumber', 'patientUnsaid'));
  const whole = splitTime(get('date') ?? '');
  const day = dateOf(said, 'date', problems, whole.date);
  if (!get('date')) problems.push(problem('date', 'dateMissing'));
  else if (day !== undefined && day.length < 10) problems.push(problem('date', 'dateForm'));
  const timeText = get('time') ?? whole.time;
  const time = timeText === undefined ? undefined : readTime(timeText);
  if (time === undefined) problems.push(problem('time', timeText ? 'timeForm' : 'timeMissing'));
  const durationText = get('duration');
  const durationMinutes = durationText === undefined ? undefined : Number(/^\d{1,3}/.exec(durationText)?.[0]);
  if (durationMinutes !== undefined && !(durationMinutes >= 5 && durationMinutes <= 480))
    problems.push(problem('duration', 'durationForm'));
  for (const key of ['provider', 'visitType']) if (!get(key)) problems.push(problem(key, 'missing'));
  const reason = get('reason') ?? '';
  if (reason.length > longestReason) problems.push(problem('reason', 'tooLong', { most: longestReason }));
  const who = recordNumber ?? `${foldName(name ?? '')} ${born ?? ''}`;
  return {
    value: {
      ...{ recordNumber, name, birthDate: born, day: day ?? '', time: time ?? '', durationMinutes },
      ...{ provider: get('provider') ?? '', visitType: get('visitType') ?? '', room: get('room'), reason },
    },
    problems,
    likeness: day && time ? `${who} ${day} ${time}` : undefined,
    title: [name ?? recordNumber, day, time, get('provider')].filter(Boolean).join(' · '),
  };
}

function dateOf(said: Said, key: string, problems: RowProblem[], given?: string): string | undefined {
  const text = given ?? said.values.get(key);
  if (!text) return undefined;
  const read = readDate(text, said.orders.get(key));
  if ('date' in read) return read.date;
  problems.push(problem(key, read.problem));
  return undefined;
}

/** `9:00`, `09.00`, `09:00:00`, `2:30 PM`, `14.30 WIB` as `HH:MM`. */
export function readTime(text: string): string | undefined {
  const [, hourText, minute, , half] =
    /^(\d{1,2})[:.](\d{2})([:.]00)?\s*(am|pm|wib|wita|wit)?$/i.exec(text.trim()) ?? [];
  if (hourText === undefined || minute === undefined || Number(minute) > 59) return undefined;
  let hour = Number(hourText);
  if (/^[ap]m$/i.test(half ?? '')) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (/^pm$/i.test(half ?? '') ? 12 : 0);
  }
  return hour > 23 ? undefined : `${String(hour).padStart(2, '0')}:${minute}`;
}
