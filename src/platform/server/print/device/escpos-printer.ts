import type { Trouble } from '#platform/shared/print-contract.ts';
import { nothing, type Outcome, type Patience, unclear, usualPatience } from './outcome.ts';
import { openWire, type Wire } from './wire.ts';

/** DLE EOT 2 and 4: answered at once, out of turn, also by a printer that is offline. */
const askState = Uint8Array.of(0x10, 0x04, 2, 0x10, 0x04, 4);
/** GS r 1: answered in turn, that is when everything before it has been printed. */
const askWhenDone = Uint8Array.of(0x1d, 0x72, 1);

/** Fixed bits that tell a real-time status from other bytes (0xx1xx10), and a transmitted one (0xx0xxxx). */
const isState = (byte: number) => (byte & 0b1001_0011) === 0b0001_0010;
const isDone = (byte: number) => (byte & 0b1001_0000) === 0;

/** What the two status bytes say is wrong: cover open, paper end in either sensor, an error. */
function troubleOf(answer: Buffer): Trouble | undefined {
  const [offline = 0, paper = 0] = [...answer].filter(isState);
  if (offline & 0b0000_0100) return 'coverOpen';
  if (offline & 0b0010_0000 || (paper & 0b0110_0000) === 0b0110_0000) return 'paperOut';
  return offline & 0b0100_0000 ? 'printerError' : undefined;
}

const state = (wire: Wire, patience: Patience) =>
  wire.ask(askState, (answer) => [...answer].filter(isState).length >= 2, patience.stateMs);

/**
 * Prints ESC/POS on a raw port. A printer that tells its state is asked before, so that one without paper is not sent
 * anything, and afterwards, so that "printed" means that the paper is out; for one that never talks, taking it is all.
 */
export async function printEscpos(
  to: { host: string; port: number },
  bytes: Uint8Array,
  patience = usualPatience,
): Promise<Outcome> {
  const wire = await openWire(to, patience.answerMs);
  if ('trouble' in wire) return { out: 'nothing', ...wire };
  try {
    const before = await state(wire, patience);
    const trouble = before && troubleOf(before);
    if (trouble) return nothing(trouble);
    if (!(await wire.send(bytes, patience.answerMs))) return unclear('brokeOff');
    if (!before) return (await wire.end(patience.answerMs)) ? { out: 'printed' } : unclear('brokeOff');
    const done = await wire.ask(askWhenDone, (answer) => answer.some(isDone), patience.answerMs);
    if (done) return { out: 'printed' };
    const after = await state(wire, patience);
    return unclear((after && troubleOf(after)) ?? 'silent');
  } finally {
    wire.close();
  }
}
