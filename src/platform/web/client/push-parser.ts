export interface PushedEvent {
  event: string;
  payload: unknown;
}

/** What a piece of the stream held: events of the clinic, and whether anything at all came (a heartbeat counts). */
export interface Heard {
  events: PushedEvent[];
  /** The server's first word on a new line. */
  opened: boolean;
}

/**
 * Reads server-sent events from pieces of text that may break anywhere. Written here because `EventSource` shows
 * neither heartbeats (comments) nor the status of a refusal, and so cannot tell a quiet line from a dead one.
 * Source: HTML Living Standard, 9.2.6 "Interpreting an event stream".
 */
export function makePushParser(): (piece: string) => Heard {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop() ?? '';
    const heard: Heard = { events: [], opened: false };
    for (const block of blocks) {
      let name = 'message';
      const data: string[] = [];
      for (const line of block.split('\n')) {
        if (line.startsWith('event:')) name = line.slice(6).trim();
        if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
      }
      if (name === 'open') heard.opened = true;
      const event = name === 'message' && data.length > 0 ? readEvent(data.join('\n')) : undefined;
      if (event) heard.events.push(event);
    }
    return heard;
  };
}

function readEvent(text: string): PushedEvent | undefined {
  try {
    const value = JSON.parse(text) as Partial<PushedEvent>;
    return typeof value.event === 'string' ? { event: value.event, payload: value.payload } : undefined;
  } catch {
    return undefined;
  }
}
