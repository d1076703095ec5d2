import { m } from '#messages';
import { systemClock, today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type LookAlike, type PatientForm, records } from '../contract.ts';
import { Facts } from './Facts.tsx';
import { useSettled } from '#platform/web/client/use-settled.ts';
import { birthWords, reasonWords, recordNumberWords, sexWords } from './words.ts';

/**
 * Charts that may be this person's, beside the form while she types. Nothing is decided for her: she opens one, or says
 * of each that it is somebody else.
 */
export function LookAlikePanel(props: {
  form: PatientForm;
  /** From a refused save, in case something changed since the last look. */
  refused: LookAlike[];
  notThese: readonly string[];
  onNotThese: (ids: string[]) => void;
}) {
  const { form, notThese, onNotThese } = props;
  const described = useSettled(describe(form));
  const enough = (described.name?.length ?? 0) > 1 || Object.keys(described.identifiers ?? {}).length > 0;
  const read = useRead(records, 'lookAlikes', described, { enabled: enough, keep: true });
  const found = enough ? (read.data?.candidates ?? []) : [];
  const all = [...found, ...props.refused.filter((one) => !found.some((other) => other.id === one.id))];
  const open = all.filter((one) => !notThese.includes(one.id));
  return (
    <Panel title={m.records_alike_title()} {...(open.length > 0 && { tone: 'amber' as const })}>
      <div aria-live="polite">
        {all.length === 0 ? (
          <p className="rc-note">{m.records_alike_none()}</p>
        ) : (
          <>
            <p>{m.records_alike_text()}</p>
            <ul className="rc-alikes">
              {all.map((one) => (
                <Candidate
                  key={one.id}
                  one={one}
                  other={notThese.includes(one.id)}
                  onOther={(other) =>
                    onNotThese(other ? [...notThese, one.id] : notThese.filter((id) => id !== one.id))
                  }
                />
              ))}
            </ul>
          </>
        )}
      </div>
    </Panel>
  );
}

function Candidate(props: { one: LookAlike; other: boolean; onOther: (other: boolean) => void }) {
  const { one } = props;
  const locale = useLocale();
  const { clinic } = useMe();
  const same = one.reasons.includes('identifierSame');
  return (
    <li className="rc-alike">
      <div className="rc-alike-head">
        <strong>{one.name}</strong>
        <SignalBadge tone={one.verdict === 'same' ? 'red' : 'amber'}>
          {one.verdict === 'same' ? m.records_alike_same() : m.records_alike_review()}
        </SignalBadge>
      </div>
      <Facts
        facts={[
          birthWords(one.birthDate, today(systemClock, clinic.zone), locale),
          sexWords(one.sex),
          recordNumberWords(one.recordNumber, clinic),
          one.phone,
          one.city,
        ]}
      />
      <p className="rc-note">{reasonWords(one.reasons)}</p>
      <div className="rc-alike-acts">
        <Go to={`/patients/${one.id}`} className="s-button s-button-quiet s-button-small">
          {m.records_alike_open()}
        </Go>
        {same ? (
          <span className="rc-note">{m.records_alike_noSecond()}</span>
        ) : (
          <FieldCheck
            label={m.records_alike_other({ name: one.name })}
            value={props.other}
            onChange={props.onOther}
          />
        )}
      </div>
    </li>
  );
}

/** Only what the comparison needs, and no date or text that is half typed. */
function describe({ name, familyName, birthDate, sex, identifiers, phone, address }: PatientForm) {
  return {
    ...(name && { name }),
    ...(familyName && { familyName }),
    ...(birthDate && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(birthDate) && { birthDate }),
    ...(sex && { sex }),
    ...(identifiers && { identifiers }),
    ...(phone && { phone }),
    ...(address && { address }),
  };
}
