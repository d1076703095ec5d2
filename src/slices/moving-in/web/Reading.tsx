import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { delimiters, encodings, movingIn, type Overview } from '../contract.ts';
import { delimiterWords, encodingWords } from './words.ts';

/** How the bytes are read. A guess says that it is one, above the samples that show whether it is right. */
export function Reading({ one }: { one: Overview }) {
  const read = useAct(movingIn, 'readFile');
  const { importId, encoding, delimiter } = one;
  const again = (how: { encoding?: string; delimiter?: string }) =>
    void read
      .run({
        importId,
        encoding: encodings.find((each) => each === how.encoding) ?? encoding,
        delimiter: delimiters.find((each) => each === how.delimiter) ?? delimiter,
      })
      .catch(() => undefined);
  return (
    <Panel title={m.movingIn_how()} {...(one.encodingUncertain && { tone: 'amber' as const })}>
      {one.encodingUncertain && <p className="mi-note">{m.movingIn_encodingGuess()}</p>}
      <div className="mi-how">
        <FieldChips
          label={m.movingIn_encoding()}
          value={encoding ?? 'utf-8'}
          onChange={(value) => again({ encoding: value })}
          options={encodings.map((value) => ({ value, label: encodingWords[value]() }))}
          disabled={read.pending}
        />
        <FieldChips
          label={m.movingIn_delimiter()}
          value={delimiter ?? ','}
          onChange={(value) => again({ delimiter: value })}
          options={delimiters.map((value) => ({ value, label: delimiterWords[value]() }))}
          disabled={read.pending}
        />
      </div>
      <Problem problem={read.problem} />
    </Panel>
  );
}
