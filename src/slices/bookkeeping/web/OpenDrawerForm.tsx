import { m } from '#messages';
import { printing } from '#platform/shared/print-contract.ts';
import type { CallOf } from '#platform/shared/contract.ts';
import type { MoneyJson } from '#platform/shared/money.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldMoney } from '#platform/web/form/FieldMoney.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { bookkeeping } from '../contract.ts';

/** Opens her drawer with the float that she has counted into it. */
export function OpenDrawerForm() {
  const mayPrint = useMay('print.paper');
  const { data } = useRead(printing, 'stations', {}, { enabled: mayPrint });
  const stations = data?.stations ?? [];
  const form = useForm(bookkeeping, 'openDrawer', {
    initial: { stationId: '', place: '', float: null as MoneyJson | null },
    prepare: ({ stationId, place, float }) => {
      const station = stations.find((one) => one.stationId === stationId);
      return {
        place: station?.name ?? place,
        ...(station && { stationId }),
        ...(float && { float }),
      } as CallOf<typeof bookkeeping, 'openDrawer'>;
    },
  });
  return (
    <Panel title={m.bookkeeping_drawer_openYours()}>
      <p>{m.bookkeeping_drawer_openText()}</p>
      <Form form={form} label={m.bookkeeping_drawer_openYours()}>
        {stations.length > 0 && (
          <FieldSelect
            label={m.bookkeeping_drawer_station()}
            {...form.field('stationId')}
            options={stations.map((one) => ({ value: one.stationId, label: one.name }))}
            clearable
          />
        )}
        {form.values.stationId === '' && (
          <FieldText
            label={m.bookkeeping_drawer_place()}
            {...form.field('place')}
            required
            maxLength={60}
            autoFocus
          />
        )}
        <FieldMoney
          label={m.bookkeeping_float()}
          hint={m.bookkeeping_float_hint()}
          {...form.field('float')}
          required
        />
        <SaveBar form={form} label={m.bookkeeping_drawer_openYours()} />
      </Form>
    </Panel>
  );
}
