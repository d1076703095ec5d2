import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { amendments, type PartyView, type RequestView } from '../contract.ts';
import type { PartyKind } from '../shared/codes.ts';
import { hasTurn } from '../shared/rules.ts';
import { ToldFields, useTold } from './TellForms.tsx';
import { partyOptions } from './words.ts';

/** Who must be told of the correction, each ticked with the day and the way. */
export function Parties({ request }: { request: RequestView }) {
  const may = useMay('amendments.receive');
  const [adding, setAdding] = useState(false);
  const [telling, setTelling] = useState<PartyView>();
  const { state, outcome, parties } = request;
  if (outcome === 'denied') return null;
  const add = may && hasTurn('addParty', state, outcome) && (
    <Button tone="plain" onClick={() => setAdding(true)}>
      {m.amendments_act_addParty()}
    </Button>
  );
  const tick = may && hasTurn('tellParty', state, outcome);
  return (
    <Panel title={m.amendments_parties()} actions={add}>
      {parties.length === 0 && <p className="amd-soft">{m.amendments_noParties()}</p>}
      <ul className="amd-list">
        {parties.map((one) => (
          <Party key={one.partyId} party={one} onTell={tick ? setTelling : undefined} />
        ))}
      </ul>
      {adding && <AddParty requestId={request.requestId} onClose={() => setAdding(false)} />}
      {telling && <TellParty party={telling} onClose={() => setTelling(undefined)} />}
    </Panel>
  );
}

function Party(props: { party: PartyView; onTell: ((party: PartyView) => void) | undefined }) {
  const { party, onTell } = props;
  const locale = useLocale();
  const { toldOn, way } = party;
  return (
    <li className="amd-line">
      <strong>{party.name}</strong>
      <span className="amd-soft">{m[`amendments_party_${party.kind}`]()}</span>
      {toldOn && way ? (
        <SignalBadge tone="green">
          {m.amendments_party_toldOn({
            day: formatPlainDate(toldOn, locale, 'short'),
            way: m[`amendments_way_${way}`](),
          })}
        </SignalBadge>
      ) : (
        <SignalBadge tone="grey">{m.amendments_party_untold()}</SignalBadge>
      )}
      {!toldOn && onTell && (
        <Button small onClick={() => onTell(party)}>
          {m.amendments_act_tellParty()}
        </Button>
      )}
    </li>
  );
}

function AddParty({ requestId, onClose }: { requestId: string; onClose: () => void }) {
  const title = m.amendments_act_addParty();
  const form = useForm(amendments, 'addParty', {
    initial: { requestId, name: '', partyKind: 'named' as PartyKind },
    onDone: onClose,
  });
  return (
    <Dialog open title={title} onClose={onClose} size="small">
      <Form form={form} label={title}>
        <FieldText
          label={m.amendments_label_name()}
          {...form.field('name')}
          required
          autoFocus
          maxLength={200}
        />
        <FieldChips
          label={m.amendments_label_partyKind()}
          {...form.at<string>('partyKind')}
          options={partyOptions()}
        />
        <SaveBar form={form} />
      </Form>
    </Dialog>
  );
}

function TellParty({ party, onClose }: { party: PartyView; onClose: () => void }) {
  const title = m.amendments_tellParty_title({ name: party.name });
  const initial = { partyId: party.partyId, ...useTold() };
  const form = useForm(amendments, 'tellParty', { initial, onDone: onClose });
  return (
    <Dialog open title={title} onClose={onClose} size="small">
      <Form form={form} label={title}>
        <ToldFields form={form} />
        <SaveBar form={form} />
      </Form>
    </Dialog>
  );
}
