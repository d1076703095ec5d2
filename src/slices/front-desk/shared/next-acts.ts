import type { Priority, Step } from './steps.ts';

/** What can come next, and the right that it needs. */
export type Act =
  | 'arrive'
  | 'greet'
  | 'checkIn'
  | 'room'
  | 'openRooming'
  | 'ready'
  | 'openConsultation'
  | 'openTasks'
  | 'openCheckout'
  | 'handOverMedicine'
  | 'comeBack'
  | 'cameAfterAll';

const rights: Record<Act, string> = {
  arrive: 'frontDesk.greet',
  greet: 'frontDesk.greet',
  checkIn: 'frontDesk.greet',
  room: 'frontDesk.room',
  openRooming: 'vitals.record',
  ready: 'frontDesk.room',
  openConsultation: 'orders.writeNote',
  openTasks: 'orders.perform',
  openCheckout: 'bookkeeping.takePayment',
  handOverMedicine: 'orders.perform',
  comeBack: 'frontDesk.moveVisit',
  cameAfterAll: 'frontDesk.greet',
};

const byStep: Record<Step, readonly Act[]> = {
  expected: ['arrive'],
  arrived: ['greet'],
  registering: ['checkIn'],
  waiting: ['room'],
  roomed: ['openRooming', 'ready'],
  vitalsDone: ['ready'],
  ready: ['openConsultation'],
  withProvider: ['openConsultation'],
  tasks: ['openTasks'],
  checkout: ['openCheckout'],
  pharmacy: ['handOverMedicine'],
  left: [],
  steppedOut: ['comeBack'],
  leftUnseen: [],
  noShow: ['cameAfterAll'],
  cancelled: [],
};

/** The next acts, most wanted first. In an emergency the room comes before the papers, and the papers are still owed after. */
export function nextActs(visit: {
  step: Step;
  priority: Priority;
  checkedIn: boolean;
}): { act: Act; action: string }[] {
  const usual = byStep[visit.step];
  const hurried = visit.priority === 'emergency' && !visit.checkedIn;
  const beforeRoom = visit.step === 'arrived' || visit.step === 'registering';
  const acts: readonly Act[] =
    !hurried || usual.length === 0 || visit.step === 'expected'
      ? usual
      : beforeRoom
        ? ['room', ...usual]
        : [...usual, 'checkIn'];
  return acts.map((act) => ({ act, action: rights[act] }));
}
