import type { Line } from './asked.ts';
import { Questionnaire } from './Questionnaire.tsx';
import type { RoomPartProps } from './room-part-props.ts';
import { opensAfter } from '../shared/count.ts';
import type { Code } from '../shared/instruments.ts';

/** Some of the questionnaires, one row each; of them one at a time is being read aloud. */
export function Questionnaires(
  props: Pick<RoomPartProps, 'form' | 'next' | 'goOn'> & {
    language: string | null;
    lines: readonly Line[];
    all: readonly Line[];
    /** Which is being read, kept by whoever may draw this anew meanwhile. */
    asking: Code | undefined;
    onAsking: (code: Code | undefined) => void;
  },
) {
  const { language, lines, asking, onAsking: setAsking } = props;
  if (language === null || lines.length === 0) return null;
  return (
    <div className="sc9-rows">
      {lines.map((line) => (
        <Questionnaire
          key={line.code}
          {...{ line, language, all: props.all, form: props.form, next: props.next, goOn: props.goOn }}
          asking={asking === line.code}
          onAsk={() => setAsking(line.code)}
          onLeave={() => setAsking(undefined)}
          onWhole={(answers) => {
            const opens = opensAfter(line.code, answers);
            const follows = props.all.find((one) => one.code === opens && one.state !== 'whole');
            setAsking(follows?.code);
            return follows !== undefined;
          }}
        />
      ))}
    </div>
  );
}
