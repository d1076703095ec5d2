import { m } from '#messages';
import { useLanguage } from '#platform/web/language.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { TalkScript } from '../contract.ts';

/** The questions as they are asked, for whoever approves or only reads them: both languages, level and topics. */
export function TalkScriptText({ script }: { script: TalkScript }) {
  const language = useLanguage();
  const names = new Map(script.topics.map((one) => [one.code, one[language]]));
  const other = language === 'id' ? 'en' : 'id';
  return (
    <Panel title={m.frontDesk_script_questions()}>
      <ol className="fd-answers">
        {script.questions.map((one) => (
          <li key={one.code}>
            {one.level && (
              <SignalBadge tone={one.level === 'emergency' ? 'red' : 'amber'}>
                {m[`frontDesk_talk_level_${one.level}`]()}
              </SignalBadge>
            )}{' '}
            <span>{one[language]}</span>
            <br />
            <span className="fd-soft" lang={other}>
              {one[other]}
            </span>
            <br />
            <span className="fd-soft">
              {one.topics.map((topic) => names.get(topic) ?? topic).join(', ') ||
                m.frontDesk_script_everybody()}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
