import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { useLanguage } from '#platform/web/language.ts';
import type { Chain } from '../contract.ts';

/** A single visit or one of the clinic's chains; nothing where the clinic has none. */
export function ChooseChain(props: {
  chains: readonly Chain[];
  value: string;
  onChange: (chainId: string) => void;
}) {
  const language = useLanguage();
  if (props.chains.length === 0) return null;
  const options = [
    { value: 'one', label: m.scheduling_chain_one() },
    ...props.chains.map((one) => ({ value: one.id, label: language === 'id' ? one.labelId : one.labelEn })),
  ];
  const field = {
    label: m.scheduling_chain_choose(),
    value: props.value || 'one',
    onChange: (value: string) => props.onChange(value === 'one' ? '' : value),
    options,
  };
  return options.length <= 6 ? <FieldChips {...field} /> : <FieldSelect {...field} />;
}
