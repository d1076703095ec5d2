import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldCheck, FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { scheduling } from '#slices/scheduling/contract.ts';
import { frontDesk } from '../contract.ts';
import { CounterSettings } from './CounterSettings.tsx';
import './front-desk.css';

type Setup = OutputOf<typeof frontDesk, 'setup'>;

/** Names of the steps, limits and letters of the front desk. */
export default function Settings() {
  const read = useRead(frontDesk, 'setup', {}, { refreshOn: ['frontDesk.setupChanged'] });
  return (
    <Page title={m.frontDesk_settings_title()}>
      <ReadView read={read}>
        {(setup) => (
          <div className="fd-overview">
            <LimitsForm setup={setup} />
            <CounterSettings counters={setup.counters} />
            <StepsForm setup={setup} />
          </div>
        )}
      </ReadView>
    </Page>
  );
}

function StepsForm({ setup }: { setup: Setup }) {
  const form = useForm(frontDesk, 'saveSteps', {
    initial: { steps: setup.steps },
    onDone: () => tell(m.frontDesk_settings_saved()),
  });
  const pharmacy = setup.steps.findIndex((one) => one.step === 'pharmacy');
  return (
    <Panel title={m.frontDesk_settings_steps()}>
      <Form form={form} label={m.frontDesk_settings_steps()}>
        {setup.steps.map((one, at) => (
          <div key={one.step} className="s-fields s-fields-2">
            <FieldText
              label={m.frontDesk_settings_indonesian()}
              {...form.at<string>(`steps.${at}.labelId`)}
            />
            <FieldText label={m.frontDesk_settings_english()} {...form.at<string>(`steps.${at}.labelEn`)} />
          </div>
        ))}
        <FieldCheck label={m.frontDesk_settings_pharmacy()} {...form.at<boolean>(`steps.${pharmacy}.on`)} />
        <SaveBar form={form} />
      </Form>
    </Panel>
  );
}

interface Limits {
  tooLongMinutes: string;
  lateMinutes: string;
  queueBy: string;
  emergencyNumber: string;
  offlineHours: string;
  letters: Record<string, string>;
}

function LimitsForm({ setup }: { setup: Setup }) {
  const { settings } = setup;
  const letters = useLetterNames();
  const form = useForm(frontDesk, 'saveSettings', {
    initial: {
      tooLongMinutes: String(settings.tooLongMinutes),
      lateMinutes: String(settings.lateMinutes),
      queueBy: settings.queueBy as string,
      emergencyNumber: settings.emergencyNumber,
      offlineHours: String(settings.offlineHours),
      letters: settings.queueLetters,
    },
    prepare: (values: Limits) => ({
      tooLongMinutes: Number(values.tooLongMinutes),
      lateMinutes: Number(values.lateMinutes),
      queueBy: values.queueBy as Setup['settings']['queueBy'],
      emergencyNumber: values.emergencyNumber,
      offlineHours: Number(values.offlineHours),
      queueLetters: Object.fromEntries(Object.entries(values.letters).filter(([, letter]) => letter !== '')),
    }),
    onDone: () => tell(m.frontDesk_settings_saved()),
  });
  const unit = m.frontDesk_settings_minutes();
  const shown = letters[form.values.queueBy as keyof typeof letters] ?? [];
  return (
    <Panel title={m.frontDesk_settings_limits()}>
      <Form form={form} label={m.frontDesk_settings_limits()}>
        <div className="s-fields s-fields-3">
          <FieldNumber label={m.frontDesk_settings_tooLong()} {...form.field('tooLongMinutes')} unit={unit} />
          <FieldNumber label={m.frontDesk_settings_late()} {...form.field('lateMinutes')} unit={unit} />
          <FieldSelect
            label={m.frontDesk_settings_queueBy()}
            {...form.field('queueBy')}
            options={[
              { value: 'none', label: m.frontDesk_settings_queueBy_none() },
              { value: 'visitType', label: m.frontDesk_settings_queueBy_visitType() },
              { value: 'payerKind', label: m.frontDesk_settings_queueBy_payerKind() },
            ]}
          />
          <FieldText
            label={m.frontDesk_settings_emergencyNumber()}
            hint={m.frontDesk_settings_emergencyHint({ number: setup.emergencyNumber })}
            {...form.field('emergencyNumber')}
            inputMode="tel"
            maxLength={30}
          />
          <FieldNumber
            label={m.frontDesk_settings_offlineHours()}
            {...form.field('offlineHours')}
            unit={m.frontDesk_settings_hours()}
          />
          {shown.map(({ code, label }) => (
            <FieldText
              key={code}
              label={`${m.frontDesk_settings_letters()}: ${label}`}
              name={`queueLetters.${code}`}
              value={form.values.letters[code] ?? ''}
              error={form.errors[`queueLetters.${code}`]}
              onChange={(letter) =>
                form.set('letters', { ...form.values.letters, [code]: letter.toUpperCase() })
              }
              maxLength={2}
              placeholder="A"
            />
          ))}
        </div>
        <SaveBar form={form} />
      </Form>
    </Panel>
  );
}

/** What a letter can be given to: the clinic's visit types, and the kinds of payers as they are called. */
function useLetterNames() {
  const language = useLanguage();
  const { data } = useRead(scheduling, 'setup', {});
  const types = (data?.visitTypes ?? []).filter((one) => one.active);
  return {
    visitType: types.map((one) => ({ code: one.code, label: language === 'id' ? one.labelId : one.labelEn })),
    payerKind: [
      { code: 'self', label: m.frontDesk_greet_selfPay() },
      { code: 'bpjs', label: 'BPJS' },
      { code: 'commercial', label: m.frontDesk_settings_commercial() },
    ],
  };
}
