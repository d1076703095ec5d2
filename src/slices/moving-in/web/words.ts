import { m } from '#messages';
import type { Delimiter, Encoding, Kind, Overview, RowState } from '../contract.ts';

export const kindWords: Record<Kind, () => string> = {
  patients: m.movingIn_kind_patients,
  appointments: m.movingIn_kind_appointments,
  fees: m.movingIn_kind_fees,
  staff: m.movingIn_kind_staff,
};

export const stateWords: Record<Overview['state'], () => string> = {
  opened: m.movingIn_state_opened,
  read: m.movingIn_state_read,
  running: m.movingIn_state_running,
  done: m.movingIn_state_done,
  takingBack: m.movingIn_state_takingBack,
  takenBack: m.movingIn_state_takenBack,
};

export const rowWords: Record<RowState, () => string> = {
  waiting: m.movingIn_row_waiting,
  good: m.movingIn_row_good,
  warning: m.movingIn_row_warning,
  ask: m.movingIn_row_ask,
  error: m.movingIn_row_error,
  stored: m.movingIn_row_stored,
  left: m.movingIn_row_left,
  takenBack: m.movingIn_row_takenBack,
  kept: m.movingIn_row_kept,
};

export const encodingWords: Record<Encoding, () => string> = {
  'utf-8': m.movingIn_encoding_utf_8,
  'utf-16le': m.movingIn_encoding_utf_16le,
  'utf-16be': m.movingIn_encoding_utf_16be,
  'windows-1252': m.movingIn_encoding_windows_1252,
};

export const delimiterWords: Record<Delimiter, () => string> = {
  ',': m.movingIn_delimiter_comma,
  ';': m.movingIn_delimiter_semicolon,
  '\t': m.movingIn_delimiter_tab,
};
