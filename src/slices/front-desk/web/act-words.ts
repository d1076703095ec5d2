import { m } from '#messages';
import type { NextAct } from '../contract.ts';

const plain: Record<NextAct['act'], () => string> = {
  arrive: m.frontDesk_act_arrive,
  greet: m.frontDesk_act_greet,
  checkIn: m.frontDesk_act_checkIn,
  room: m.frontDesk_act_room,
  openRooming: m.frontDesk_act_openRooming,
  ready: m.frontDesk_act_ready,
  openConsultation: m.frontDesk_act_openConsultation,
  openTasks: m.frontDesk_act_openTasks,
  openCheckout: m.frontDesk_act_openCheckout,
  handOverMedicine: m.frontDesk_act_handOverMedicine,
  comeBack: m.frontDesk_act_comeBack,
  cameAfterAll: m.frontDesk_act_cameAfterAll,
};

/** What the button of an act says; a rooming names the room to which it leads. */
export function actWords(next: NextAct): string {
  if (next.act === 'room' && next.room) return m.frontDesk_act_roomNamed({ room: next.room.name });
  return plain[next.act]();
}
