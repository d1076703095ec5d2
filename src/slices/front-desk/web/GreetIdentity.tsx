import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { m } from '#messages';
import type { ProblemError } from '#platform/web/client/call.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldPhone, FieldText } from '#platform/web/form/fields.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { formatTime } from '#platform/shared/time.ts';
import { frontDesk, identifierKinds } from '../contract.ts';
import type { Visit } from './visit-types.ts';

type Kind = (typeof identifierKinds)[number];
const kindWords: Record<Kind, () => string> = {
  name: m.frontDesk_kind_name,
  birthDate: m.frontDesk_kind_birthDate,
  recordNumber: m.frontDesk_kind_recordNumber,
  identifier: m.frontDesk_kind_identifier,
  phone: m.frontDesk_kind_phone,
  address: m.frontDesk_kind_address,
  booking: m.frontDesk_kind_booking,
};

const blank = { name: '', birthDate: '', recordNumber: '', phone: '', nik: '', address: '' };

/** Compares what she says with the chart. The fields are empty: what stands in the chart is never read out to her. */
export function GreetIdentity({ visit }: { visit: Visit }) {
  const [said, setSaid] = useState(blank);
  const act = useAct(frontDesk, 'identifyPatient');
  if (visit.identity) return <Identified visit={visit} />;
  const set = (field: keyof typeof blank) => (value: string) => setSaid({ ...said, [field]: value });
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value.trim() !== ''));
  const stopped = act.problem?.code === 'frontDesk.identityMismatch';
  return (
    <Panel title={m.frontDesk_greet_identity()} tone={stopped ? 'red' : 'blue'}>
      <form
        className="s-form"
        aria-label={m.frontDesk_greet_identity()}
        onSubmit={(event) => {
          event.preventDefault();
          act.run({ visitId: visit.visitId, said: given }).catch(() => undefined);
        }}
      >
        <p className="fd-ask">{m.frontDesk_greet_ask()}</p>
        <div className="fd-identity">
          <FieldText label={m.frontDesk_greet_name()} value={said.name} onChange={set('name')} autoFocus />
          <FieldDate
            label={m.frontDesk_greet_birthDate()}
            value={said.birthDate}
            onChange={set('birthDate')}
            past
            partial
          />
          <Button type="submit" tone="primary" pending={act.pending} keys="↵">
            {m.frontDesk_greet_check()}
          </Button>
        </div>
        <More label={m.frontDesk_greet_otherIdentifier()}>
          <div className="s-fields s-fields-2">
            <FieldText
              label={m.frontDesk_greet_recordNumber()}
              value={said.recordNumber}
              onChange={set('recordNumber')}
              inputMode="numeric"
            />
            <FieldPhone label={m.frontDesk_greet_phone()} value={said.phone} onChange={set('phone')} />
            <FieldText
              label={m.frontDesk_greet_nik()}
              value={said.nik}
              onChange={set('nik')}
              inputMode="numeric"
            />
            <FieldText label={m.frontDesk_greet_address()} value={said.address} onChange={set('address')} />
          </div>
        </More>
        <Problem problem={act.problem} />
        {stopped && (
          <div className="fd-acts">
            <p className="fd-differs">{m.frontDesk_greet_differs({ kinds: differing(act.problem) })}</p>
            <Go to="/patients" className="s-button s-button-quiet">
              {m.frontDesk_greet_searchAgain()}
            </Go>
          </div>
        )}
      </form>
    </Panel>
  );
}

function differing(problem: ProblemError | undefined): string {
  const kinds = problem?.details.differs;
  if (!Array.isArray(kinds)) return '';
  return identifierKinds
    .filter((kind) => kinds.includes(kind))
    .map((kind) => kindWords[kind]())
    .join(', ');
}

/** What agreed, in a line: nothing is left to do here. */
function Identified({ visit }: { visit: Visit }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const { identity } = visit;
  if (!identity) return null;
  const kinds = identity.agreed.map((kind) => kindWords[kind]()).join(', ');
  return (
    <p className="fd-identified">
      <IconShieldCheck size={20} aria-hidden />
      <span>
        {m.frontDesk_greet_identified({ kinds })}
        {' · '}
        <span className="fd-soft">
          {m.frontDesk_greet_identifiedBy({ by: identity.by, at: formatTime(identity.at, locale, zone) })}
        </span>
      </span>
    </p>
  );
}
