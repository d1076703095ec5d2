import { randomUUID } from 'node:crypto';
import { withClient } from '#platform/server/db/roles.ts';
import { openLoopbackPrinter } from '#platform/server/print/testing/loopback-printer.ts';
import { printing } from '#platform/shared/print-contract.ts';
import { checkIn } from '#slices/check-in/contract.ts';
import type { Caller } from './callers.ts';
import { allSaid, comes, linkTo, newcomer, nobody, opened, openKiosk, pair, self, whoIs } from './lobby.ts';
import { faultsOf, touchedBy } from './other-visits.ts';
import type { Ids } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** Two kiosks of one lobby, and people at each: nobody is taken for another, and no kiosk does what another is asked. */
export async function tryKiosks(ground: Ground): Promise<void> {
  const printer = await openLoopbackPrinter('escpos');
  try {
    await tryLobby(ground, { kind: 'escpos', host: printer.host, port: printer.port });
  } finally {
    await printer.off();
  }
}

async function tryLobby(ground: Ground, slip: { kind: 'escpos'; host: string; port: number }): Promise<void> {
  const { world } = ground;
  const manager = world.clinic.as('manager');
  const [nearName, farName] = [`${world.canary} near`, `${world.canary} far`];
  const { stationId } = await manager.call(printing, 'saveStation', { name: nearName, printers: { slip } });
  const near = await openKiosk(ground, nearName, stationId);
  const far = await openKiosk(ground, farName);
  const { tablet } = await pair(ground.url, world, `${world.canary} no kiosk`);
  for (const one of [nobody, tablet]) await self(ground, 'openKiosk', {}, '', 'notKiosk', one);
  await self(ground, 'openKiosk', {}, nearName, undefined, near.tablet);
  await self(ground, 'openKiosk', {}, farName, undefined, far.tablet);

  const [hers, theirs] = [
    await newcomer(ground, 'Simatupang', '1962-07-11'),
    await newcomer(ground, 'Pasaribu', '1958-02-19'),
  ];
  const [visitId, theirVisit] = [await comes(ground, hers), await comes(ground, theirs)];
  await tryGuesses(ground, near.tablet, hers, theirs);
  await tryTwins(ground, near.tablet);
  await self(ground, 'linkRedFlag', { token: await linkTo(ground, theirVisit) }, '');
  const said = await whoIs(ground, hers);
  const at = (body: object, found: string, code?: string) =>
    self(ground, 'kioskIdentify', body, found, code, near.tablet);
  const begun = opened(await at({ name: said.name, birthDate: said.birthDate }, 'session'));
  // somebody else comes to the other kiosk meanwhile
  await self(ground, 'openKiosk', {}, farName, undefined, far.tablet);
  await self(
    ground,
    'propose',
    { session: begun.session, change: { kind: 'email', email: 'hers@example.test' } },
    '',
  );
  await manager.call(checkIn, 'saveKiosk', { deviceId: near.deviceId, kiosk: true, stationId });
  await self(ground, 'reasonFlags', { session: begun.session }, '', 'sessionOver');
  const again = opened(
    await self(
      ground,
      'kioskIdentify',
      { name: said.name, birthDate: said.birthDate },
      'session',
      undefined,
      far.tablet,
    ),
  );
  const before = await touchedBy(ground, theirs, hers);
  // her red flag is not open, and beside this kiosk stands no printer
  const done = await self(ground, 'finish', await allSaid(ground, again, true), '"outcome":"queued"');
  if (done.body.printed) ground.findings.fault('checkIn.finish: prints at another kiosk’s station');
  await faultsOf(ground, before, theirs, hers, 'a check-in at a kiosk');
  if (visitId === theirVisit) ground.findings.fault('checkIn: two visits are one');

  await tryTakenOff(ground, { near, far }, nearName);
}

/** One's own name with what is another's opens nothing, and tells no more than a name of nobody's. */
async function tryGuesses(ground: Ground, kiosk: Caller, hers: Ids, theirs: Ids): Promise<void> {
  const [own, other] = [await whoIs(ground, hers), await whoIs(ground, theirs)];
  for (const body of [
    { name: own.name, birthDate: other.birthDate },
    { name: own.name, number: other.recordNumber, birthDate: own.birthDate },
    { name: ground.world.canary, birthDate: own.birthDate },
    { name: 'Siapa Saja', birthDate: own.birthDate },
  ])
    await self(ground, 'kioskIdentify', body, '', 'goToDesk', kiosk);
}

/** Of two who are called alike and were born on one day neither is taken for the other. */
async function tryTwins(ground: Ground, kiosk: Caller): Promise<void> {
  const { clinic, canary, own } = ground.world;
  const twin = { name: `${canary} Kembar`, birthDate: '1977-03-03' };
  for (const _one of ['first', 'second']) {
    const made = await clinic.inside((ctx) =>
      ctx.record.create({
        resourceType: 'Patient',
        active: true,
        name: [{ text: twin.name }],
        birthDate: twin.birthDate,
      }),
    );
    await comes(ground, { ...own, patientId: made.id });
  }
  await self(ground, 'kioskIdentify', twin, '', 'goToDesk', kiosk);
}

/** A kiosk that is none any more leaves the others, and of two clinics a tablet is the kiosk of one. */
async function tryTakenOff(
  ground: Ground,
  { near, far }: Record<'near' | 'far', { deviceId: string; tablet: Caller }>,
  nearName: string,
): Promise<void> {
  const { world, other, findings } = ground;
  const { superuserUrl } = world.clinic.database;
  const deviceId = randomUUID();
  await withClient(superuserUrl, (client) =>
    client.query(
      `INSERT INTO devices_device (clinic_id, id, name, device_hash, paired_at, paired_by)
       SELECT $1, $2, 'shared', device_hash, paired_at, paired_by FROM devices_device WHERE id = $3`,
      [other.clinic.clinic.id, deviceId, far.deviceId],
    ),
  );
  const { code } = await other.clinic.refused(
    other.clinic.as('manager').call(checkIn, 'saveKiosk', { deviceId, kiosk: true }),
  );
  if (code !== 'checkIn.kioskElsewhere')
    findings.fault(`checkIn.saveKiosk: a kiosk of two clinics got ${code}`);
  await world.clinic.as('manager').call(checkIn, 'saveKiosk', { deviceId: far.deviceId, kiosk: false });
  await self(ground, 'openKiosk', {}, '', 'notKiosk', far.tablet);
  await self(ground, 'openKiosk', {}, nearName, undefined, near.tablet);
  // its row is gone, and its door stands open still
  await withClient(superuserUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query('DELETE FROM check_in_kiosk WHERE device_id = $1', [near.deviceId]);
  });
  const guess = { name: 'Siapa Saja', birthDate: '1977-03-03' };
  for (const [verb, body] of [
    ['openKiosk', {}],
    ['kioskRedFlag', {}],
    ['kioskIdentify', guess],
  ] as const)
    await self(ground, verb, body, '', 'notKiosk', near.tablet);
}
