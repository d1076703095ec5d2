import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { FieldAsked } from '#platform/web/form/FieldAsked.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { reminders } from '../contract.ts';
import { type Channel, channels } from '../shared/ways.ts';
import { channelWords } from './words.ts';

type Asked = 'yes' | 'no' | '';
interface Values {
  preferred: string;
  zone: string;
  choices: Record<Channel, Asked>;
}

/** What the patient said about being written to. "Not asked" is neither yes nor no. */
export function WishesForm(props: {
  patientId: string;
  shown: Pick<OutputOf<typeof reminders, 'patientMessages'>, 'preferred' | 'zone' | 'choices'>;
}) {
  const { patientId, shown } = props;
  const said = (channel: Channel): Asked => {
    const choice = shown.choices.find((one) => one.channel === channel);
    return choice ? (choice.allowed ? 'yes' : 'no') : '';
  };
  const form = useForm(reminders, 'saveWishes', {
    initial: {
      preferred: shown.preferred ?? '',
      zone: shown.zone ?? '',
      choices: { whatsapp: said('whatsapp'), sms: said('sms'), email: said('email') },
    } as Values,
    prepare: ({ preferred, zone, choices }: Values) => ({
      patientId,
      preferred: (preferred || null) as Channel | null,
      zone: zone.trim() || null,
      choices: Object.fromEntries(
        channels
          .filter((channel) => choices[channel] !== '')
          .map((channel) => [channel, choices[channel] === 'yes']),
      ),
    }),
    onDone: () => tell(m.reminders_settings_saved()),
  });
  return (
    <Form form={form} label={m.reminders_panel_wishes()}>
      <div className="rm-stack">
        <FieldSelect
          label={m.reminders_panel_preferred()}
          {...form.field('preferred')}
          options={[
            { value: '', label: m.reminders_panel_noPreference() },
            ...channels.map((value) => ({ value, label: channelWords(value) })),
          ]}
        />
        <FieldText label={m.reminders_panel_zone()} {...form.field('zone')} placeholder="Asia/Makassar" />
      </div>
      {channels.map((channel) => (
        <FieldAsked
          key={channel}
          label={m.reminders_panel_allowed({ channel: channelWords(channel) })}
          {...form.at<Asked>(`choices.${channel}`)}
        />
      ))}
      <SaveBar form={form} />
    </Form>
  );
}
