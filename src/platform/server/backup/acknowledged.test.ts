import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/folder.ts';
import { anchorOf, newestAnchors, readAnchors, restoredAnchor, writeAnchors } from '../audit/anchor.ts';
import { carryAcknowledged } from './acknowledged.ts';

const key = randomBytes(32);
const seal = (number: bigint) =>
  anchorOf(key, { clinicId: 'clinic', number, hash: randomBytes(32) }, '2026-03-09T02:00:00.000Z');

let root: { path: string; remove(): Promise<void> };
let folder: string;
const local = () => path.join(root.path, 'data', 'audit');
const beside = () => path.join(folder, 'anchors');
const carry = () => carryAcknowledged(path.join(root.path, 'data'), folder);
const newestBeside = async () => newestAnchors(await readAnchors(beside())).get('clinic')?.number;

beforeEach(async () => {
  root = await temporaryFolder();
  folder = path.join(root.path, 'disk');
  await writeAnchors(beside(), [seal(56n), seal(58n)]);
  await writeAnchors(local(), [seal(56n)]);
});
afterEach(() => root.remove());

it('leaves the anchors as they are while nobody has said anything', async () => {
  await carry();
  expect(await newestBeside()).toBe('58');
});

it('lets them go on from where the restored trail does, once', async () => {
  await writeAnchors(local(), [restoredAnchor(key, seal(56n), '58')]);
  await carry();
  expect(await newestBeside()).toBe('56');
  await writeAnchors(beside(), [seal(57n)]);
  await carry();
  expect(await newestBeside()).toBe('57');
  expect(await readAnchors(beside())).toHaveLength(4);
});

it('says nothing of an end that was cut off later', async () => {
  await writeAnchors(beside(), [seal(90n)]);
  await writeAnchors(local(), [restoredAnchor(key, seal(56n), '58')]);
  await carry();
  expect(await newestBeside()).toBe('90');
});
