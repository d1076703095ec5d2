import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldNumber } from '#platform/web/form/FieldNumber.tsx';
import { FieldTime } from '#platform/web/form/FieldTime.tsx';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import type { useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';
import type { Setup } from './answers.ts';
import { weekdayWords } from './words.ts';

/** What is typed of one stretch of a week plan. */
export interface TypedSession {
  weekday: string;
  from: string;
  to: string;
  room: string;
  quota: string;
  types: string[];
}

/** One stretch of a week plan: its day and hours, its room, its numbers, and the visit types that it is kept for. */
export function SessionFields(props: {
  form: Pick<ReturnType<typeof useForm>, 'at'>;
  place: number;
  setup: Setup;
  onRemove: () => void;
}) {
  const { form, setup } = props;
  const locale = useLocale();
  const language = useLanguage();
  const at = (field: string) => form.at<string>(`sessions.${props.place}.${field}`);
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayWords(day, locale) }));
  const kept = form.at<string[]>(`sessions.${props.place}.types`);
  const types = setup.visitTypes.filter((one) => one.active);
  return (
    <div className="sc-session">
      <FieldSelect label={m.scheduling_hours_day()} {...at('weekday')} options={days} />
      <FieldTime label={m.scheduling_hours_begin()} {...at('from')} />
      <FieldTime label={m.scheduling_hours_end()} {...at('to')} />
      <FieldSelect
        label={m.scheduling_hours_room()}
        {...at('room')}
        clearable
        options={setup.rooms
          .filter((room) => room.active)
          .map((room) => ({ value: room.id, label: room.name }))}
      />
      <FieldNumber label={m.scheduling_hours_quota()} {...at('quota')} width={110} />
      <Button onClick={props.onRemove}>{m.scheduling_remove()}</Button>
      <More label={m.scheduling_hours_only()} open={(kept.value ?? []).length > 0}>
        <FieldChips
          many
          {...kept}
          label={m.scheduling_hours_onlyTypesOf()}
          options={types.map((one) => ({
            value: one.code,
            label: language === 'id' ? one.labelId : one.labelEn,
          }))}
        />
      </More>
    </div>
  );
}
