import { useState } from 'react';
import { m } from '#messages';
import { type PaperUse, paperUses, printing, type Station } from '#platform/shared/print-contract.ts';
import { useAct } from '../client/use-act.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { sendPaper } from './print-desk.ts';
import { printerWords, paperWords } from './printer-words.ts';

/** Each kind of paper with its printer, and a test print that goes the way of every paper. */
export function StationPrinters({ station }: { station: Station }) {
  const make = useAct(printing, 'makeTestPaper');
  const [testing, setTesting] = useState<PaperUse>();
  const { stationId, name } = station;
  const test = async (use: PaperUse) => {
    setTesting(use);
    try {
      const { paperId } = await make.run({ stationId, use });
      await sendPaper(paperId, stationId);
    } catch {
      // said by `make.problem`
    } finally {
      setTesting(undefined);
    }
  };
  return (
    <>
      <table className="s-printers">
        <caption className="s-unseen">{m.print_printersOf({ name })}</caption>
        <tbody>
          {paperUses.map((use) => (
            <tr key={use}>
              <th scope="row">{paperWords(use)}</th>
              <td>{printerWords(station.printers[use])}</td>
              <td>
                <Button small pending={testing === use} onClick={() => void test(use)}>
                  {m.print_test()}
                  <span className="s-unseen">
                    {' '}
                    {paperWords(use)}, {name}
                  </span>
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Problem problem={make.problem} />
    </>
  );
}
