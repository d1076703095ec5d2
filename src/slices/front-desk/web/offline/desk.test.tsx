// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act } from '@testing-library/react';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { cleanUp, renderScreen } from '#platform/web/testing/render.tsx';
import { useDeskActs } from './desk.ts';

afterEach(cleanUp);

it('is read once by a screen that stands, and draws no more than it changes', async () => {
  let drawn = 0;
  const opened: string[] = [];
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = (name, version) => {
    opened.push(name);
    return open(name, version);
  };
  function Screen() {
    drawn += 1;
    return <p>{useDeskActs().length}</p>;
  }
  await renderScreen(<Screen />);
  await act(() => sleep(500));
  expect(opened.length).toBeLessThanOrEqual(2);
  expect(drawn).toBeLessThanOrEqual(3);
});
