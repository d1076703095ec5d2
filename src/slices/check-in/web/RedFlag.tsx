import { m } from '#messages';
import { useLanguage } from '#platform/web/language.ts';
import { Big, SelfPage } from './SelfPage.tsx';

/** The first question of all. A yes ends everything else: `Stop` says what to do, and tells the clinic. */
export function RedFlag(props: {
  question: { en: string; id: string };
  onYes: () => void;
  onNo: () => void;
}) {
  const language = useLanguage();
  return (
    <SelfPage title={m.checkIn_flag_title()}>
      <p>{props.question[language]}</p>
      <div className="ci-acts ci-acts-two">
        <Big tone="red" onClick={props.onYes}>
          {m.checkIn_flag_yes()}
        </Big>
        <Big tone="primary" onClick={props.onNo}>
          {m.checkIn_flag_no()}
        </Big>
      </div>
    </SelfPage>
  );
}
