import { m } from '#messages';
import type { Measure } from '../shared/waits.ts';

const words: Record<Measure, () => string> = {
  registration: m.frontDesk_measure_registration,
  lobbyWait: m.frontDesk_measure_lobbyWait,
  roomWait: m.frontDesk_measure_roomWait,
  providerTime: m.frontDesk_measure_providerTime,
  cycle: m.frontDesk_measure_cycle,
};

export function measureWords(measure: Measure): string {
  return words[measure]();
}
