import { useState } from 'react';
import { m } from '#messages';
import { formatDate } from '#platform/shared/time.ts';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { signerRelations } from '../contract.ts';
import { relationWords } from './relation-words.ts';
import type { Decision, GreetFormState, Visit } from './visit-types.ts';

type Paper = Visit['forms'][number];

/** The papers of the visit: those on file in a line each, those to sign with one press for all. */
export function GreetForms({ visit, form }: { visit: Visit; form: GreetFormState }) {
  const [reading, setReading] = useState<Paper>();
  const needed = visit.forms.filter((one) => one.state === 'needed');
  if (visit.forms.length === 0) return null;
  const decide = (codes: string[], decision: Decision) => {
    const added = Object.fromEntries(codes.map((code) => [code, decision]));
    form.set('decisions', { ...form.values.decisions, ...added });
  };
  return (
    <Panel
      title={m.frontDesk_greet_forms()}
      actions={
        needed.length > 1 && (
          <Button
            small
            onClick={() =>
              decide(
                needed.map((one) => one.code),
                'signed',
              )
            }
          >
            {m.frontDesk_greet_signAll()}
          </Button>
        )
      }
    >
      <ul className="fd-papers">
        {visit.forms.map((paper) => (
          <li key={paper.code}>
            <button type="button" className="s-link" onClick={() => setReading(paper)}>
              {paper.title}
            </button>
            <PaperState
              paper={paper}
              decision={form.values.decisions[paper.code] ?? ''}
              onDecide={(decision) => decide([paper.code], decision)}
            />
          </li>
        ))}
      </ul>
      {needed.length > 0 && (
        <More label={m.frontDesk_greet_signerMore()}>
          <div className="s-fields s-fields-3">
            <FieldText label={m.frontDesk_greet_signer()} {...form.field('signerName')} />
            <FieldSelect
              label={m.frontDesk_greet_relationship()}
              {...form.field('signerRelation')}
              onChange={(value) => form.set('signerRelation', value)}
              options={signerRelations.map((one) => ({ value: one, label: relationWords(one) }))}
              clearable
            />
            <FieldText label={m.frontDesk_greet_witness()} {...form.field('witness')} />
          </div>
        </More>
      )}
      {reading && (
        <Dialog open title={reading.title} onClose={() => setReading(undefined)}>
          <div lang={reading.language} className="fd-paper-text">
            <p>{reading.body}</p>
            <p className="fd-soft">{m.frontDesk_greet_formVersion({ version: reading.version })}</p>
          </div>
        </Dialog>
      )}
    </Panel>
  );
}

function PaperState(props: { paper: Paper; decision: Decision; onDecide: (decision: Decision) => void }) {
  const { paper, decision, onDecide } = props;
  const locale = useLocale();
  const { zone } = useMe().clinic;
  if (paper.state !== 'needed') {
    const at = paper.signedAt ? formatDate(paper.signedAt, locale, zone, 'short') : '';
    return paper.state === 'signed' ? (
      <SignalBadge tone="green">{m.frontDesk_greet_formSigned({ at })}</SignalBadge>
    ) : (
      <SignalBadge tone="grey">{m.frontDesk_greet_formRefused({ at })}</SignalBadge>
    );
  }
  return (
    <span className="fd-decide">
      <DecideButton
        on={decision === 'signed'}
        paper={paper}
        words={m.frontDesk_greet_sign()}
        onPress={(on) => onDecide(on ? 'signed' : '')}
      />
      {paper.mayRefuse && (
        <DecideButton
          on={decision === 'refused'}
          paper={paper}
          words={m.frontDesk_greet_refuse()}
          onPress={(on) => onDecide(on ? 'refused' : '')}
        />
      )}
    </span>
  );
}

function DecideButton(props: { on: boolean; paper: Paper; words: string; onPress: (on: boolean) => void }) {
  return (
    <button
      type="button"
      className={props.on ? 's-chip s-chip-on' : 's-chip'}
      aria-pressed={props.on}
      aria-label={`${props.paper.title}: ${props.words}`}
      onClick={() => props.onPress(!props.on)}
    >
      {props.words}
    </button>
  );
}
