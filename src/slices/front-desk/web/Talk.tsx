import { useRef, useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { frontDesk } from '../contract.ts';
import { NeedsLine } from './NeedsLine.tsx';
import { TalkAnswers } from './TalkAnswers.tsx';
import { TalkQuestion } from './TalkQuestion.tsx';
import { TalkStop } from './TalkStop.tsx';
import type { TalkChannel, TalkState } from './talk-types.ts';

/** The questions about the case, one at a time, and where they lead: on, or to a clinician at once. */
export function Talk(props: { visitId: string; channel: TalkChannel; reason: string }) {
  const { visitId, channel } = props;
  const read = useRead(frontDesk, 'talk', { visitId }, { refreshOn: ['frontDesk.talk', 'frontDesk.visit'] });
  const stopped = read.data?.stop;
  return (
    <Panel title={m.frontDesk_talk_title()} {...(stopped && { tone: 'red' as const })}>
      <ReadView read={read} rows={3}>
        {(talk) => <TalkBody talk={talk} channel={channel} reason={props.reason} />}
      </ReadView>
    </Panel>
  );
}

function TalkBody({ talk, channel, reason }: { talk: TalkState; channel: TalkChannel; reason: string }) {
  const act = useAct(frontDesk, 'answerTalk');
  const language = useLanguage();
  const [asking, setAsking] = useState(talk.status === 'stopped');
  const [changing, setChanging] = useState<string>();
  const [topics, setTopics] = useState(talk.topics.filter((one) => one.chosen).map((one) => one.code));
  const begin = useRef<HTMLButtonElement>(null);
  const question = talk.asked.find((one) => one.code === (changing ?? talk.nextCode));
  const answer = (code: string, given: string) =>
    void act
      .run({ visitId: talk.visitId, channel, code, answer: given, topics, ...(reason.trim() && { reason }) })
      .then(
        () => setChanging(undefined),
        () => undefined,
      );
  return (
    <div className="fd-stack">
      {talk.stop && !changing && <TalkStop talk={talk} channel={channel} />}
      {!asking && talk.status !== 'done' && (
        <div className="fd-acts">
          <Button ref={begin} onClick={() => setAsking(true)}>
            {talk.status === 'notBegun' ? m.frontDesk_talk_begin() : m.frontDesk_talk_again()}
          </Button>
        </div>
      )}
      {question && (asking || changing) && (
        <TalkQuestion
          key={question.code}
          question={question}
          progress={{ at: talk.asked.indexOf(question) + 1, of: talk.asked.length }}
          pending={act.pending}
          onAnswer={(given) => answer(question.code, given)}
        />
      )}
      {talk.status === 'done' && !changing && <p role="status">{m.frontDesk_talk_done()}</p>}
      <Problem problem={act.problem} />
      <TalkAnswers
        talk={talk}
        onChange={(code) => {
          setAsking(true);
          setChanging(code);
        }}
      />
      <More label={m.frontDesk_talk_topics()}>
        <FieldChips
          label={m.frontDesk_talk_topics()}
          many
          value={topics}
          onChange={setTopics}
          options={talk.topics.map((one) => ({
            value: one.code,
            label: `${language === 'id' ? one.id : one.en}${one.heard ? ` (${m.frontDesk_talk_heard()})` : ''}`,
          }))}
        />
      </More>
      <NeedsLine visitId={talk.visitId} needs={talk.needs} known={talk.needsSaved} mayChange />
      <p className="fd-soft">
        {talk.approved
          ? m.frontDesk_talk_script({ version: talk.scriptVersion, by: talk.approved.by })
          : m.frontDesk_talk_shipped()}
      </p>
    </div>
  );
}
