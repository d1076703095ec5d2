import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldPicks } from '#platform/web/form/FieldPicks.tsx';
import type { Language } from '#platform/shared/languages.ts';
import { orders } from '../contract.ts';

interface Item {
  code: string;
  label: Record<Language, string>;
}

/** What may be begun under a standing order: favourites that are carried out here, as they are called now. */
export default function ProtocolItems(props: {
  value: Item[];
  onChange: (items: Item[]) => void;
  error?: string | undefined;
}) {
  const { value, onChange } = props;
  const { data } = useRead(orders, 'favourites', {});
  const carriedOut = (data?.favourites ?? []).filter(
    (one) => one.active && (one.kind === 'test' || one.kind === 'procedure'),
  );
  const itemOf = (code: string): Item[] => {
    const favourite = carriedOut.find((one) => one.code === code);
    const before = value.find((one) => one.code === code);
    return favourite ? [{ code, label: favourite.labels }] : before ? [before] : [];
  };
  return (
    <FieldPicks
      label={m.orders_standing_items()}
      hint={m.orders_standing_itemsHint()}
      value={value.map((one) => one.code)}
      onChange={(codes) => onChange(codes.flatMap(itemOf))}
      options={carriedOut.map((one) => ({ value: one.code, label: one.label }))}
      error={props.error}
    />
  );
}
