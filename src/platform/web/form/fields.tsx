import { Checkbox, PasswordInput, Select, TextInput, Textarea } from '@mantine/core';
import type { HTMLAttributes, ReactNode } from 'react';
import { m } from '#messages';

/** What all fields share. The label stands above, the words of an error below. */
export interface FieldProps<Value> {
  label: ReactNode;
  value: Value;
  onChange: (value: Value) => void;
  name?: string;
  error?: string | undefined;
  hint?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
}

/** The shared part in Mantine's words. `required` is told to the ear and the eye, but the browser does not judge it. */
export function shared(props: Omit<FieldProps<unknown>, 'value' | 'onChange'>) {
  return {
    label: props.label,
    description: props.hint,
    error: props.error,
    name: props.name,
    disabled: props.disabled ?? false,
    withAsterisk: props.required ?? false,
    'aria-required': props.required ? true : undefined,
    'data-autofocus': props.autoFocus ? true : undefined,
    autoFocus: props.autoFocus ?? false,
    autoComplete: 'off',
  } as const;
}

export function FieldText(
  props: FieldProps<string> & {
    placeholder?: string;
    maxLength?: number;
    inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  },
) {
  return (
    <TextInput
      {...shared(props)}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      placeholder={props.placeholder}
      maxLength={props.maxLength}
      inputMode={props.inputMode}
    />
  );
}

export function FieldArea(props: FieldProps<string> & { rows?: number; maxLength?: number }) {
  return (
    <Textarea
      {...shared(props)}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      minRows={props.rows ?? 3}
      autosize
      maxRows={14}
      maxLength={props.maxLength}
    />
  );
}

export function FieldPassword(props: FieldProps<string> & { newPassword?: boolean }) {
  return (
    <PasswordInput
      {...shared(props)}
      autoComplete={props.newPassword ? 'new-password' : 'current-password'}
      visibilityToggleButtonProps={{ 'aria-label': m.web_password_show(), tabIndex: 0, 'aria-hidden': false }}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** A telephone number as it is said; the server knows the clinic's country and judges it. */
export function FieldPhone(props: FieldProps<string>) {
  return (
    <TextInput
      {...shared(props)}
      type="tel"
      inputMode="tel"
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** One of many: searches as one types. For up to six choices take `FieldChips`, which shows them all. */
export function FieldSelect(
  props: FieldProps<string> & {
    options: { value: string; label: string }[];
    clearable?: boolean;
    placeholder?: string;
  },
) {
  return (
    <Select
      {...shared(props)}
      data={props.options}
      value={props.value || null}
      onChange={(value) => props.onChange(value ?? '')}
      placeholder={props.placeholder}
      searchable
      // where the page itself sets the focus, its list would hide what she came to read
      openOnFocus={!props.autoFocus}
      clearable={props.clearable ?? false}
      // choosing again what is chosen keeps it; only what may be left blank is cleared, by its own button
      allowDeselect={false}
      nothingFoundMessage={m.web_select_nothing()}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}

export function FieldCheck(props: FieldProps<boolean>) {
  return (
    <Checkbox
      label={props.label}
      description={props.hint}
      error={props.error}
      name={props.name}
      disabled={props.disabled ?? false}
      checked={props.value ?? false}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
}
