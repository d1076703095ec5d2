import { m } from '#messages';
import { FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { frontDesk } from '../contract.ts';

interface Line {
  id?: string;
  name: string;
}

/** The counters from which patients are called; rooms are called from by themselves. */
export function CounterSettings(props: { counters: Line[] }) {
  const form = useForm(frontDesk, 'saveCounters', {
    initial: { counters: props.counters.map(({ id, name }): Line => ({ ...(id && { id }), name })) },
    prepare: ({ counters }) => ({ counters: counters.filter((one) => one.name.trim() !== '') }),
    onDone: () => tell(m.frontDesk_settings_saved()),
  });
  const { counters } = form.values;
  return (
    <Panel title={m.frontDesk_settings_counters()}>
      <Form form={form} label={m.frontDesk_settings_counters()}>
        {counters.map((one, at) => (
          <FieldText
            key={one.id ?? `new${at}`}
            label={m.frontDesk_settings_counter({ number: at + 1 })}
            {...form.at<string>(`counters.${at}.name`)}
            maxLength={40}
          />
        ))}
        <p className="fd-soft">{m.frontDesk_settings_counterHint()}</p>
        <div>
          <Button small onClick={() => form.set('counters', [...counters, { name: '' }])}>
            {m.frontDesk_settings_addCounter()}
          </Button>
        </div>
        <SaveBar form={form} />
      </Form>
    </Panel>
  );
}
