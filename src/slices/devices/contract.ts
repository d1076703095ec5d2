import { z } from 'zod';
import { defineContract } from '#platform/shared/contract.ts';

const manage = { action: 'devices.manage', kind: 'administrative' } as const;
const empty = z.object({});
const name = z.string().trim().min(1).max(60);

const device = z.object({
  deviceId: z.uuid(),
  name,
  pairedAt: z.iso.datetime(),
  pairedBy: z.string(),
  /** When somebody last used a session there; to a minute. */
  lastSeenAt: z.iso.datetime().nullable(),
  /** The one that this call came from. */
  here: z.boolean(),
});
export type Device = z.output<typeof device>;

const network = z.object({
  kind: z.enum(['off', 'own', 'given', 'proxy']),
  /** `https://…` without a slash at the end, best first. */
  addresses: z.array(z.string()),
  /** Where a device gets the certificate of the clinic's own authority, and the SHA-256 that it must see there. */
  trust: z
    .object({ addresses: z.array(z.string()), fingerprint: z.string(), until: z.iso.datetime() })
    .optional(),
});
export type NetworkView = z.output<typeof network>;

export const devices = defineContract('devices', {
  list: { ...manage, effect: 'read', input: empty, output: z.object({ devices: z.array(device), network }) },
  /** Serves the clinic's network by HTTPS from now on, also after a restart. */
  openNetwork: {
    ...manage,
    effect: 'write',
    input: empty,
    output: z.object({ network }),
    errors: {
      demoClinic: { status: 409 },
      portTaken: { status: 409 },
      certificateUnfit: { status: 409 },
      notServing: { status: 409 },
    },
  },
  startPairing: {
    ...manage,
    effect: 'write',
    secretAnswer: true,
    input: z.object({ name }),
    output: z.object({
      name,
      /** To read aloud, in two groups. */
      code: z.string(),
      /** Behind the network's address; the code stands behind `#`, which is sent to nobody. */
      path: z.string(),
      expiresAt: z.iso.datetime(),
    }),
  },
  /** Gives the browser that calls its name. */
  pair: {
    action: 'devices.pair',
    kind: 'administrative',
    audience: 'anyone',
    effect: 'write',
    secretAnswer: true,
    input: z.object({ code: z.string().max(60) }),
    output: z.object({ name, clinicName: z.string() }),
    errors: { codeNotGood: { status: 403 } },
  },
  /** Ends every session there and forgets the device. */
  remove: { ...manage, effect: 'write', input: z.object({ deviceId: z.uuid() }), output: empty },
});
