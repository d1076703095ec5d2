import { type Outcome, unclear, usualPatience } from './outcome.ts';
import { openWire } from './wire.ts';

/** Sends a PDF as it is to an office printer that reads them. That it took everything is all that such a port tells. */
export async function printPdf(
  to: { host: string; port: number },
  pdf: Uint8Array,
  patience = usualPatience,
): Promise<Outcome> {
  const wire = await openWire(to, patience.answerMs);
  if ('trouble' in wire) return { out: 'nothing', ...wire };
  try {
    const taken = (await wire.send(pdf, patience.answerMs)) && (await wire.end(patience.answerMs));
    return taken ? { out: 'printed' } : unclear('brokeOff');
  } finally {
    wire.close();
  }
}
