import { useState } from 'react';
import { m } from '#messages';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useLanguage } from '#platform/web/language.ts';
import { Big, SelfPage, Wrong } from './SelfPage.tsx';

/** The first question of all; a yes ends everything else, also where the line is cut and nobody could be told. */
export function RedFlag(props: {
  question: { en: string; id: string };
  onYes: () => Promise<unknown>;
  onStop: () => void;
  onNo: () => void;
}) {
  const language = useLanguage();
  const [problem, setProblem] = useState<unknown>();
  const yes = () => {
    props.onStop();
    props.onYes().catch(setProblem);
  };
  return (
    <SelfPage title={m.checkIn_flag_title()}>
      <p>{props.question[language]}</p>
      <div className="ci-acts ci-acts-two">
        <Big tone="red" onClick={yes}>
          {m.checkIn_flag_yes()}
        </Big>
        <Big tone="primary" onClick={props.onNo}>
          {m.checkIn_flag_no()}
        </Big>
      </div>
      <Wrong words={problem ? problemWords(problem) : undefined} />
    </SelfPage>
  );
}
