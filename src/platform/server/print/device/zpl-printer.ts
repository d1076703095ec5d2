import { setTimeout as sleep } from 'node:timers/promises';
import type { Trouble } from '#platform/shared/print-contract.ts';
import { nothing, type Outcome, type Patience, unclear, usualPatience } from './outcome.ts';
import { openWire, type Wire } from './wire.ts';

const askState = new TextEncoder().encode('~HS');
const lookAgainMs = 150;

/** What `~HS` tells: three strings between STX and ETX (ZPL II Programming Guide, Host Status Return). */
interface HostStatus {
  trouble: Trouble | undefined;
  /** Labels that it still has to print. */
  waiting: number;
}

function readStatus(answer: Buffer): HostStatus | undefined {
  // each string begins with STX and ends with ETX
  const told = answer.toString('latin1').split('\u0003');
  const strings = told.slice(0, -1).map((one) => one.slice(one.indexOf('\u0002') + 1).split(','));
  const [first, second] = strings;
  if (strings.length < 3 || !first || !second) return undefined;
  const [, paperOut, paused, , formats] = first;
  const [, , headUp, ribbonOut, , , , , remaining] = second;
  const isOn = (flag: string | undefined) => flag === '1';
  const paper = isOn(paperOut) || isOn(ribbonOut) ? 'paperOut' : undefined;
  const trouble = isOn(headUp) ? 'coverOpen' : (paper ?? (isOn(paused) ? 'paused' : undefined));
  return { trouble, waiting: Number(formats ?? 0) + Number(remaining ?? 0) };
}

async function state(wire: Wire, withinMs: number): Promise<HostStatus | undefined> {
  const answer = await wire.ask(askState, (came) => readStatus(came) !== undefined, withinMs);
  return answer && readStatus(answer);
}

/**
 * Prints ZPL on a raw port. One that tells its state is asked before, and again until it has nothing left to print;
 * a printer without media or with its head up is not sent anything.
 */
export async function printZpl(
  to: { host: string; port: number },
  bytes: Uint8Array,
  patience: Patience = usualPatience,
): Promise<Outcome> {
  const wire = await openWire(to, patience.answerMs);
  if ('trouble' in wire) return { out: 'nothing', ...wire };
  try {
    const before = await state(wire, patience.stateMs);
    if (before?.trouble) return nothing(before.trouble);
    if (!(await wire.send(bytes, patience.answerMs))) return unclear('brokeOff');
    if (!before) return (await wire.end(patience.answerMs)) ? { out: 'printed' } : unclear('brokeOff');
    return await untilOut(wire, patience);
  } finally {
    wire.close();
  }
}

async function untilOut(wire: Wire, patience: Patience): Promise<Outcome> {
  const tries = Math.max(1, Math.ceil(patience.answerMs / lookAgainMs));
  for (let at = 0; at < tries; at += 1) {
    const now = await state(wire, patience.answerMs);
    if (!now) return unclear('silent');
    if (now.trouble) return unclear(now.trouble);
    if (now.waiting === 0) return { out: 'printed' };
    await sleep(lookAgainMs);
  }
  return unclear('silent');
}
