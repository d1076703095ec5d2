import { m } from '#messages';
import { FieldChips } from './FieldChips.tsx';
import type { FieldProps } from './fields.tsx';

/** Yes, no, or not asked: three different facts, of which the third is never taken for the second. */
export function FieldAsked(props: FieldProps<'yes' | 'no' | ''> & { yes?: string; no?: string }) {
  const { yes, no, value, onChange, ...rest } = props;
  return (
    <FieldChips
      {...rest}
      value={value === '' || value === undefined ? 'notAsked' : value}
      onChange={(next) => onChange(next === 'notAsked' ? '' : (next as 'yes' | 'no'))}
      options={[
        { value: 'yes', label: yes ?? m.web_yes() },
        { value: 'no', label: no ?? m.web_no() },
        { value: 'notAsked', label: m.web_notAsked() },
      ]}
    />
  );
}
