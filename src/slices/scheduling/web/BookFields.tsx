import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { More } from '#platform/web/ui/More.tsx';
import { dayParts, type FreeTime, type VisitType } from '../contract.ts';
import { ExactTime } from './ExactTime.tsx';
import { MoreServices } from './MoreServices.tsx';
import { partWords } from './words.ts';

export const anyone = 'anyone';

/** What is looked for; empty parts of it narrow nothing. */
export interface Chosen {
  typeCode: string;
  /** Further services of the same visit. */
  more: string[];
  provider: string;
  day: string;
  reason: string;
  part: FreeTime['part'] | '';
  language: 'en' | 'id' | '';
  site: string;
}

/** Visit type, provider, day and reason; day part, language and a time by the clock under More. */
export function BookFields(props: {
  chosen: Chosen;
  types: VisitType[];
  providers: { practitionerId: string; name: string }[];
  /** Where the clinic works; asked for where there are several. */
  sites: string[];
  onChange: (more: Partial<Chosen>) => void;
  onExact: (time: string) => void;
  exactDisabled: boolean;
}) {
  const { chosen, types, providers, onChange } = props;
  const language = useLanguage();
  return (
    <>
      <div className="sc-book-fields">
        <ChooseType types={types} value={chosen.typeCode} onChange={(typeCode) => onChange({ typeCode })} />
        <FieldSelect
          label={m.scheduling_label_provider()}
          value={chosen.provider}
          onChange={(value) => onChange({ provider: value || anyone })}
          options={[
            { value: anyone, label: m.scheduling_book_anyone() },
            ...providers.map((one) => ({ value: one.practitionerId, label: one.name })),
          ]}
        />
        <FieldDate
          label={m.scheduling_book_from()}
          value={chosen.day}
          onChange={(day) => onChange({ day })}
        />
        <FieldText
          label={m.scheduling_label_reason()}
          value={chosen.reason}
          onChange={(reason) => onChange({ reason })}
          maxLength={255}
        />
        <MoreServices
          types={types}
          first={chosen.typeCode}
          more={chosen.more}
          onChange={(more) => onChange({ more })}
        />
      </div>
      <More label={m.scheduling_book_narrow()}>
        <div className="sc-book-fields">
          <FieldSelect
            label={m.scheduling_book_part()}
            value={chosen.part}
            onChange={(value) => onChange({ part: dayParts.find((one) => one === value) ?? '' })}
            clearable
            options={dayParts.map((value) => ({ value, label: partWords(value) }))}
          />
          <FieldSelect
            label={m.scheduling_book_language()}
            value={chosen.language}
            onChange={(value) => onChange({ language: value === 'en' || value === 'id' ? value : '' })}
            clearable
            options={[
              { value: 'id', label: m.scheduling_language_id() },
              { value: 'en', label: m.scheduling_language_en() },
            ]}
          />
          {props.sites.length > 1 && (
            <FieldSelect
              label={m.scheduling_site()}
              value={chosen.site}
              onChange={(site) => onChange({ site })}
              clearable
              options={props.sites.map((value) => ({ value, label: value }))}
            />
          )}
          <ExactTime disabled={props.exactDisabled} onTake={props.onExact} />
        </div>
      </More>
      {[chosen.typeCode, ...new Set(chosen.more)].map((code) => (
        <Prep key={code} type={types.find((one) => one.code === code)} language={language} />
      ))}
    </>
  );
}

/** Up to six types all stand there; more are searched. */
function ChooseType(props: { types: VisitType[]; value: string; onChange: (code: string) => void }) {
  const language = useLanguage();
  const options = props.types.map((type) => ({
    value: type.code,
    label: `${language === 'id' ? type.labelId : type.labelEn} · ${m.scheduling_minutes({ minutes: type.durationMinutes })}`,
  }));
  const field = {
    label: m.scheduling_label_visitType(),
    value: props.value,
    onChange: props.onChange,
    options,
  };
  return options.length <= 6 ? <FieldChips {...field} /> : <FieldSelect {...field} />;
}

function Prep(props: { type: VisitType | undefined; language: 'en' | 'id' }) {
  const text = props.language === 'id' ? props.type?.prepId : props.type?.prepEn;
  return text ? (
    <p className="sc-prep">
      <strong>{m.scheduling_book_prep()}</strong> {text}
    </p>
  ) : null;
}
