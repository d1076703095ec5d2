import { m } from '#messages';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import type { VisitType } from '../contract.ts';
import './series.css';

const most = 4;

/** Further services of the same visit, in the order in which they are given; their lengths add up. */
export function MoreServices(props: {
  types: readonly VisitType[];
  first: string;
  more: readonly string[];
  onChange: (more: string[]) => void;
}) {
  const { types, more, onChange } = props;
  const language = useLanguage();
  const typeOf = (code: string) => types.find((one) => one.code === code);
  const labelOf = (type: VisitType | undefined) => (language === 'id' ? type?.labelId : type?.labelEn) ?? '';
  const codes = [props.first, ...more];
  const minutes = codes.reduce((sum, code) => sum + (typeOf(code)?.durationMinutes ?? 0), 0);
  return (
    <div className="sc-more-services">
      {more.length > 0 && (
        <p className="sc-left-out" role="status">
          <strong>{codes.map((code) => labelOf(typeOf(code))).join(' + ')}</strong>
          <span className="s-figures">{m.scheduling_minutes({ minutes })}</span>
          {more.map((code, place) => (
            <Button
              // biome-ignore lint/suspicious/noArrayIndexKey: the same service may come twice, and its place is what it is
              key={`${code}${place}`}
              small
              onClick={() => onChange(more.filter((_, other) => other !== place))}
            >
              {m.scheduling_parts_remove({ name: labelOf(typeOf(code)) })}
            </Button>
          ))}
        </p>
      )}
      {more.length < most && (
        <FieldSelect
          label={m.scheduling_parts_add()}
          value=""
          onChange={(code) => (code ? onChange([...more, code]) : undefined)}
          options={types.map((type) => ({
            value: type.code,
            label: `${labelOf(type)} · ${m.scheduling_minutes({ minutes: type.durationMinutes })}`,
          }))}
        />
      )}
    </div>
  );
}
