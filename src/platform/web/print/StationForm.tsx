import { m } from '#messages';
import {
  type PaperUse,
  paperUses,
  printerKinds,
  printing,
  type Station,
} from '#platform/shared/print-contract.ts';
import { useRead } from '../client/use-read.ts';
import { FieldSelect, FieldText } from '../form/fields.tsx';
import { FieldSet } from '../form/FieldSet.tsx';
import { SaveBar } from '../form/SaveBar.tsx';
import { Form, type FormState, useForm } from '../form/use-form.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { tell } from '../ui/undo.tsx';
import { kindWords, paperWords } from './printer-words.ts';
import { type StationValues, stationInput, stationValues } from './station-values.ts';

/** The name of a station, and for each kind of paper where it comes out. */
export function StationForm(props: { station: Station | undefined; onClose: () => void }) {
  const { station } = props;
  const { data } = useRead(printing, 'queues', {});
  const form = useForm(printing, 'saveStation', {
    initial: stationValues(station),
    prepare: (values) => stationInput(values, station),
    onDone: (_, { name }) => {
      tell(m.print_saved({ name }));
      props.onClose();
    },
  });
  const queues = (data?.queues ?? []).map(({ queue, info }) => ({
    value: queue,
    label: info && info !== queue ? `${queue} (${info})` : queue,
  }));
  return (
    <Dialog title={station?.name ?? m.print_addStation()} open onClose={props.onClose} size="large">
      <Form form={form} label={m.print_stationsTitle()}>
        <FieldText
          label={m.print_name()}
          hint={m.print_nameHint()}
          {...form.field('name')}
          required
          autoFocus
          maxLength={60}
        />
        {paperUses.map((use) => (
          <PrinterFields key={use} use={use} form={form} queues={queues} />
        ))}
        <SaveBar form={form} />
      </Form>
    </Dialog>
  );
}

function PrinterFields(props: {
  use: PaperUse;
  form: FormState<StationValues>;
  queues: { value: string; label: string }[];
}) {
  const { use, form, queues } = props;
  const { kind } = form.values.printers[use];
  const at = (name: string) => form.at<string>(`printers.${use}.${name}`);
  // the server names a label's width as it names a roll's
  const labelWidth = { ...at('labelWidthMm'), error: form.errors[`printers.${use}.widthMm`] };
  return (
    <FieldSet legend={paperWords(use)} columns={3}>
      <FieldSelect
        label={m.print_printer()}
        {...at('kind')}
        options={printerKinds[use].map((value) => ({ value, label: kindWords(value) }))}
      />
      {kind === 'cups' &&
        (queues.length > 0 ? (
          <FieldSelect label={m.print_queue()} {...at('queue')} options={queues} required />
        ) : (
          <FieldText label={m.print_queue()} hint={m.print_queueHint()} {...at('queue')} required />
        ))}
      {kind !== 'cups' && kind !== 'browser' && (
        <>
          <FieldText label={m.print_host()} hint={m.print_hostHint()} {...at('host')} required />
          <FieldText label={m.print_port()} {...at('port')} inputMode="numeric" maxLength={5} />
        </>
      )}
      {kind === 'escpos' && (
        <>
          <FieldSelect
            label={m.print_rollWidth()}
            {...at('widthMm')}
            options={['80', '58'].map((value) => ({ value, label: `${value} mm` }))}
          />
          <FieldSelect
            label={m.print_letters()}
            {...at('codePage')}
            options={[
              { value: 'windows1252', label: m.print_letters_windows1252() },
              { value: 'ascii', label: m.print_letters_ascii() },
            ]}
          />
        </>
      )}
      {kind === 'zpl' && (
        <>
          <FieldText label={m.print_labelWidth()} {...labelWidth} inputMode="numeric" maxLength={3} />
          <FieldText label={m.print_labelHeight()} {...at('heightMm')} inputMode="numeric" maxLength={3} />
          <FieldSelect
            label={m.print_resolution()}
            {...at('dotsPerInch')}
            options={['203', '300', '600'].map((value) => ({ value, label: `${value} dpi` }))}
          />
        </>
      )}
    </FieldSet>
  );
}
