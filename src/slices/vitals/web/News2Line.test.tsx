// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { cleanUp, renderScreen } from '#platform/web/testing/render.tsx';
import { News2Line } from './News2Line.tsx';

afterEach(cleanUp);

it('A score stands with what it calls for', async () => {
  const news2 = { status: 'complete', score: 7, risk: 'high', singleThree: false } as const;
  await renderScreen(<News2Line news2={news2} />);
  expect(screen.getByText('NEWS2 7: high, emergency')).toBeDefined();
});

it('An incomplete score names what was not measured, in the words of the reader, and gives no figure', async () => {
  const missing = ['oxygenSaturation', 'oxygen', 'consciousness'];
  await renderScreen(<News2Line news2={{ status: 'incomplete', missing }} />, { language: 'id' });
  expect(screen.getByText(/NEWS2/).textContent).toBe(
    'NEWS2 belum lengkap, belum diukur: Saturasi oksigen, Kesadaran',
  );
});

it.each([
  ['the clinic has it off', undefined],
  ['it is a child', { status: 'notApplicable' as const, reason: 'under16' }],
  [
    'a set holds no part of it',
    {
      status: 'incomplete' as const,
      missing: [
        ...['respiratoryRate', 'oxygenSaturation', 'oxygen', 'systolic', 'heartRate'],
        ...['consciousness', 'temperature'],
      ],
    },
  ],
])('Nothing stands where %s', async (_why, news2) => {
  await renderScreen(
    <p>
      Score: <News2Line news2={news2} />
    </p>,
  );
  expect(screen.getByText(/^Score:/).textContent).toBe('Score: ');
});
