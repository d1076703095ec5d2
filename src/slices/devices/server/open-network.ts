import { NetworkRefused, type RefusedBecause } from '#platform/server/network/refused.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { devices } from '../contract.ts';

const codes = {
  demo: 'demoClinic',
  portTaken: 'portTaken',
  certificate: 'certificateUnfit',
  openNetwork: 'notServing',
} as const satisfies Record<RefusedBecause, string>;

/** Serves the clinic's network by its own authority. Done already, it stays as it is. */
export const openNetwork: Verb<typeof devices, 'openNetwork'> = async (ctx) => {
  try {
    await ctx.network.turnOn();
  } catch (error) {
    if (error instanceof NetworkRefused) return ctx.fail(codes[error.because]);
    throw error;
  }
  ctx.emit('devices.networkOpened', {});
  return { network: ctx.network.state() };
};
