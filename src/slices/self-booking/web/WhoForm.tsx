import { type FormEvent, useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { systemRandom, uuidv7 } from '#platform/shared/ids.ts';
import { formatDate, formatTime } from '#platform/shared/time.ts';
import { call, ProblemError } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { type PublicTime, selfBooking } from '../contract.ts';
import { BirthDate } from '#platform/web/public/BirthDate.tsx';
import { dateOf, type DateParts } from '#platform/web/public/date-parts.ts';
import type { OfferedVisit, OpenPage } from './page-types.ts';
import { Field } from '#platform/web/public/Field.tsx';
import { Step } from './Step.tsx';

export interface Said {
  name: string;
  birth: DateParts;
  mobile: string;
  email: string;
  reason: string;
  website: string;
}
export const nothingSaid: Said = {
  ...{ name: '', birth: { day: '', month: '', year: '' }, mobile: '', email: '', reason: '', website: '' },
};

/** Who she is and how she is written to. What is wrong is said at its field; what she typed stays. */
export function WhoForm(props: {
  at: string;
  page: OpenPage;
  chosen: { visit: OfferedVisit; time: PublicTime };
  said: Said;
  onSay: (said: Said) => void;
  onTime: (time: PublicTime | undefined) => void;
  onSent: (answer: { holdMinutes: number }) => void;
}) {
  const { page, chosen, said, onSay } = props;
  const { pending, errors, problem, others, send } = useSending(props);
  const form = useRef<HTMLFormElement>(null);
  const set = (part: Partial<Said>) => onSay({ ...said, ...part });
  useEffect(() => {
    if (Object.keys(errors).length > 0)
      form.current
        ?.querySelector<HTMLElement>('[aria-invalid="true"], fieldset[aria-describedby] input')
        ?.focus();
  }, [errors]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!pending) void send();
  };
  const { mobile, email } = page.ways;
  return (
    <Step step={3} title={m.selfBooking_page_who()}>
      <Chosen {...chosen} zone={page.zone} />
      <div className="sb-acts">
        <Button tone="plain" onClick={() => props.onTime(undefined)}>
          {m.selfBooking_page_change()}
        </Button>
      </div>
      <form ref={form} className="sb-form" noValidate onSubmit={submit}>
        <Field
          {...{ label: m.selfBooking_page_name(), name: 'name', autoComplete: 'name', required: true }}
          {...{ value: said.name, error: errors.name, onChange: (name: string) => set({ name }) }}
        />
        <BirthDate
          label={m.selfBooking_page_birth()}
          value={said.birth}
          error={errors.birthDate}
          onChange={(birth) => set({ birth })}
        />
        {mobile && email && <p className="sb-soft">{m.selfBooking_page_contactHint()}</p>}
        {mobile && (
          <Field
            {...{ label: m.selfBooking_page_mobile(), name: 'mobile', autoComplete: 'tel', inputMode: 'tel' }}
            {...{ required: !email, value: said.mobile, error: errors.mobile }}
            onChange={(value) => set({ mobile: value })}
          />
        )}
        {email && (
          <Field
            {...{
              label: m.selfBooking_page_email(),
              name: 'email',
              autoComplete: 'email',
              inputMode: 'email',
            }}
            {...{ required: !mobile, value: said.email, error: errors.email }}
            onChange={(value) => set({ email: value })}
          />
        )}
        <Field
          {...{ label: m.selfBooking_page_reason(), hint: m.selfBooking_page_reasonHint(), name: 'reason' }}
          {...{ lines: 2, maxLength: 255, value: said.reason, error: errors.reason }}
          onChange={(reason) => set({ reason })}
        />
        <Trap value={said.website} onChange={(website) => set({ website })} />
        <p className="sb-soft">{m.selfBooking_page_use()}</p>
        <div role="alert">
          {problem !== undefined && <p className="sb-error">{problemWords(problem)}</p>}
          {others.length > 0 && <p>{m.selfBooking_page_others()}</p>}
        </div>
        {others.length > 0 && <Others others={others} zone={page.zone} onTime={props.onTime} />}
        <div className="sb-acts">
          <Button tone="primary" type="submit" pending={pending}>
            {m.selfBooking_page_ask()}
          </Button>
        </div>
      </form>
    </Step>
  );
}

/** The words of what was chosen. */
function Chosen(props: { visit: OfferedVisit; time: PublicTime; zone: string }) {
  const locale = useLocale();
  const { visit, time, zone } = props;
  const words = {
    visit: locale === 'id-ID' ? visit.labelId : visit.labelEn,
    date: formatDate(time.startsAt, locale, zone),
    time: formatTime(time.startsAt, locale, zone),
    provider: time.name,
  };
  return (
    <p>
      <strong>{m.selfBooking_page_chosen(words)}</strong>
    </p>
  );
}

/** Machines fill in whatever they find; people neither see it nor come to it with the keyboard. */
function Trap(props: { value: string; onChange: (value: string) => void }) {
  return (
    <div className="sb-trap" aria-hidden="true">
      <label>
        {m.selfBooking_page_website()}
        <input
          name="website"
          tabIndex={-1}
          autoComplete="off"
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      </label>
    </div>
  );
}

function Others(props: { others: PublicTime[]; zone: string; onTime: (time: PublicTime) => void }) {
  const locale = useLocale();
  return (
    <ul className="sb-times">
      {props.others.map((time) => (
        <li key={`${time.startsAt} ${time.practitionerId}`}>
          <button type="button" className="sb-time" onClick={() => props.onTime(time)}>
            {formatDate(time.startsAt, locale, props.zone, 'short')},{' '}
            {formatTime(time.startsAt, locale, props.zone)}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What is left out, with its words: nobody is sent to the server to be told so one by one. */
function missingIn(
  said: Said,
  birthDate: string | undefined,
  ways: OpenPage['ways'],
): Record<string, string> {
  const reach = ways.mobile ? 'mobile' : 'email';
  return {
    ...(said.name.trim() === '' && { name: m.web_field_required() }),
    ...(!birthDate && { birthDate: m.selfBooking_page_birthWrong() }),
    ...(said.mobile.trim() === '' && said.email.trim() === '' && { [reach]: m.selfBooking_field_contact() }),
  };
}

function useSending(props: Parameters<typeof WhoForm>[0]) {
  const { at, chosen, said } = props;
  const language = useLanguage();
  const [pending, setPending] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<unknown>();
  const [others, setOthers] = useState<PublicTime[]>([]);
  // a retry of the same words is the same question; other words are another one
  const attempt = useRef({ words: '', id: '' });
  const send = async () => {
    const { birth, ...words } = said;
    const birthDate = dateOf(birth);
    const missing = missingIn(said, birthDate, props.page.ways);
    setErrors(missing);
    if (!birthDate || Object.keys(missing).length > 0) return;
    const { startsAt, practitionerId } = chosen.time;
    const visitTypeCode = chosen.visit.code;
    const asked = { at, visitTypeCode, practitionerId, startsAt, ...words, birthDate, language };
    const text = JSON.stringify(asked);
    if (attempt.current.words !== text)
      attempt.current = { words: text, id: uuidv7(Date.now(), systemRandom) };
    setPending(true);
    setProblem(undefined);
    setOthers([]);
    try {
      props.onSent(await call(selfBooking, 'askForTime', { ...asked, attemptId: attempt.current.id }));
    } catch (refused) {
      const fields = refused instanceof ProblemError ? refused.fields : [];
      const found = Object.fromEntries(fields.map((field) => [field.path, field.words]));
      setErrors(found);
      if (fields.length === 0) setProblem(refused);
      if (refused instanceof ProblemError && refused.code === 'selfBooking.timeTaken')
        setOthers((refused.details.alternatives ?? []) as PublicTime[]);
    } finally {
      setPending(false);
    }
  };
  return { pending, errors, problem, others, send };
}
