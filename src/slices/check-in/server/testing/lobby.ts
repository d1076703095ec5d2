import { devices } from '#slices/devices/contract.ts';
import { type Desk, openDesk } from '#slices/front-desk/server/testing/open-desk.ts';
import { openTestHttp, post, type TestHttp } from '#testing/http.ts';
import { checkIn } from '#slices/check-in/contract.ts';

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any verb, read by its tests
  body: any;
  headers: Headers;
}

/** A browser that keeps its cookies. */
export interface Browser {
  jar: Map<string, string>;
  call(verb: string, body: object): Promise<Answer>;
}

/** A clinic with a desk and a kiosk in its lobby, over real HTTP. */
export interface Lobby {
  desk: Desk;
  http: TestHttp;
  kiosk: Browser;
  kioskId: string;
  browser(): Browser;
  /** Pairs a browser under a name. @returns its device */
  pair(browser: Browser, name: string): Promise<string>;
  close(): Promise<void>;
}

export async function openLobby(country: 'ID' | 'US' = 'ID'): Promise<Lobby> {
  const desk = await openDesk(country);
  const http = await openTestHttp(desk.clinic);
  const manager = desk.clinic.as('manager');
  const browser = (): Browser => {
    const jar = new Map<string, string>();
    return {
      jar,
      async call(verb, body) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await post(`${http.url}/api/${verb}`, body, { cookie, 'accept-language': 'id' });
        for (const one of answer.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
          jar.set(name, value);
        }
        return answer;
      },
    };
  };
  const pair = async (one: Browser, name: string) => {
    const { code } = await manager.call(devices, 'startPairing', { name });
    await one.call('devices/pair', { code });
    const { devices: all } = await manager.call(devices, 'list', {});
    const found = all.find((device) => device.name === name);
    if (!found) throw new Error(`${name} was not paired`);
    return found.deviceId;
  };
  const kiosk = browser();
  const kioskId = await pair(kiosk, 'Tablet lobi');
  await manager.call(checkIn, 'saveKiosk', { deviceId: kioskId, kiosk: true });
  return {
    ...{ desk, http, kiosk, kioskId, browser, pair },
    async close() {
      await http.close();
      await desk.close();
    },
  };
}
