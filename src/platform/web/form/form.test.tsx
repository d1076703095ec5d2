// @vitest-environment happy-dom
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { act, screen } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';
import { switchLanguage } from '../language.ts';
import { cleanUp, renderScreen } from '../testing/render.tsx';
import { FieldDate } from './FieldDate.tsx';
import { FieldMoney } from './FieldMoney.tsx';
import { FieldNumber } from './FieldNumber.tsx';
import { SaveBar } from './SaveBar.tsx';
import { FieldText } from './fields.tsx';
import { Form, useForm } from './use-form.tsx';

const contract = defineContract('testing', {
  register: {
    action: 'testing.register',
    kind: 'administrative',
    effect: 'write',
    input: z.object({
      name: z.string(),
      birthDate: z.string(),
      temperature: z.string().optional(),
      fee: z.unknown().optional(),
    }),
    output: z.object({}),
  },
});

const saved: unknown[] = [];
const input = (label: RegExp) => screen.getByLabelText<HTMLInputElement>(label);

function Registration() {
  const form = useForm(contract, 'register', {
    initial: {
      name: '',
      birthDate: '',
      temperature: '',
      fee: null as { minor: string; currency: string } | null,
    },
    onDone: (_, values) => saved.push(values),
  });
  return (
    <Form form={form}>
      <FieldText label="Name" {...form.field('name')} required />
      <FieldDate label="Born" {...form.field('birthDate')} past required />
      <FieldNumber label="Temperature" {...form.field('temperature')} />
      <FieldMoney label="Fee" {...form.field('fee')} />
      <SaveBar form={form} />
    </Form>
  );
}

/** The far side of the wire, as this contract's server would answer. */
const heard: { key: string | undefined; body: Record<string, unknown> }[] = [];
let answer: { status: number; body: unknown };
const server = createServer((request, response) => {
  const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
  if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end();
  let text = '';
  request.on('data', (piece) => (text += piece));
  request.on('end', () => {
    heard.push({ key: request.headers['idempotency-key'] as string, body: JSON.parse(text) });
    response.writeHead(answer.status, { ...cors, 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
});
let baseUrl = '';
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  heard.length = 0;
  saved.length = 0;
  answer = { status: 200, body: {} };
});
afterEach(cleanUp);

it('Missing fields are named before anything is sent, and the first one has the focus', async () => {
  const { user, getByLabelText, findByText } = await renderScreen(<Registration />, { baseUrl });
  await user.type(getByLabelText(/Born/), '5/8/1990');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await findByText('Not saved: 1 field needs correcting. What you typed is still here.');
  await expect.poll(() => document.activeElement).toBe(getByLabelText(/Name/));
  expect(heard).toEqual([]);
});

it('Values are sent as they are meant, blank text left out', async () => {
  const { user, getByLabelText, findByRole } = await renderScreen(<Registration />, {
    baseUrl,
    language: 'id',
  });
  await user.type(getByLabelText(/Name/), 'Slamet');
  await user.type(getByLabelText(/Born/), '5 Agu 90');
  await user.type(getByLabelText(/Temperature/), '36,80');
  await user.type(getByLabelText(/Fee/), '150.000');
  await user.click(await findByRole('button', { name: /Simpan/ }));
  await expect.poll(() => heard.length).toBe(1);
  expect(heard[0]?.body).toEqual({
    name: 'Slamet',
    birthDate: '1990-08-05',
    temperature: '36.80',
    fee: { minor: '150000', currency: 'IDR' },
  });
  await expect.poll(() => saved.length).toBe(1);
});

it("The server's words stand under their field, what was typed stays, and the corrected form saves", async () => {
  answer = {
    status: 422,
    body: {
      code: 'platform.invalidInput',
      detail: 'x',
      fields: [{ path: 'name', words: 'This name has a digit.' }],
    },
  };
  const { user, getByLabelText, findByText, getByRole } = await renderScreen(<Registration />, { baseUrl });
  await user.type(getByLabelText(/Name/), 'S1ti');
  await user.type(getByLabelText(/Born/), '5/8/1990');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await findByText('This name has a digit.');
  const name = input(/Name/);
  await expect.poll(() => document.activeElement).toBe(name);
  expect(name.value).toBe('S1ti');
  answer = { status: 200, body: {} };
  await user.clear(name);
  await user.type(name, 'Siti');
  await user.click(getByRole('button', { name: /Save/ }));
  await expect.poll(() => saved.length).toBe(1);
});

it('A date that does not exist is named when the field is left', async () => {
  const { user, getByLabelText, findByText } = await renderScreen(<Registration />, { baseUrl });
  await user.type(getByLabelText(/Born/), '2/30/1990');
  await user.tab();
  await findByText('This day does not exist in the calendar. Correct the date.');
  expect(input(/Born/).value).toBe('2/30/1990');
});

it('Switching the language changes all words and keeps what was typed', async () => {
  const { user, getByLabelText, findByRole } = await renderScreen(<Registration />, { baseUrl });
  await user.type(getByLabelText(/Name/), 'Siti');
  act(() => switchLanguage('id'));
  await findByRole('button', { name: /Simpan/ });
  expect(input(/Name/).value).toBe('Siti');
});
