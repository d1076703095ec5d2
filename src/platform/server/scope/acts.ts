import type { Licence, Standing } from './decision.ts';

/** `orders.performInvasive/venipuncture` is a way of doing `orders.performInvasive`. */
export function actionOf(act: string): string {
  return act.split('/')[0] ?? act;
}

/** Whether what is said of one act is said of another: of itself, and of each of its skills. */
export function covers(said: string, act: string): boolean {
  return said === act || said === actionOf(act);
}

/** Whether a licence is enough where another is asked for. */
export function reaches(has: Licence, asked: Licence): boolean {
  const order: Licence[] = ['none', 'nurse', 'prescriber'];
  return order.indexOf(has) >= order.indexOf(asked);
}

export function isAlive(one: Standing, now: string): boolean {
  return one.from <= now && (one.until === null || now < one.until);
}
