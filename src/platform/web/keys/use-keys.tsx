import {
  type ReactNode,
  type RefObject,
  createContext,
  useContext,
  useEffect,
  useRef,
  useSyncExternalStore,
} from 'react';
import { type KeyBinding, bindKeys, currentKeys, keysVersion, onKeysChanged, openLayer } from './keys.ts';

const LayerContext = createContext(0);

/** A key's words for the help list and what it does. `undefined` takes the key away (`canPrint ? {…} : undefined`). */
export type KeyMap = Record<string, { label: string; run: (event: KeyboardEvent) => void } | undefined>;

/**
 * Binds keys while the component is there: `useKeys({ p: { label: m.web_print(), run: print } })`. A later binding of the
 * same key wins; of those `within` an element each, the one around the person. Keys without Ctrl or Alt do nothing in text fields; the help list (`?`) shows what is bound.
 */
export function useKeys(
  keys: KeyMap,
  options: { global?: boolean; within?: RefObject<Element | null> } = {},
): void {
  const layer = useContext(LayerContext);
  const latest = useRef(keys);
  latest.current = keys;
  const bound = Object.entries(keys).flatMap(([name, key]) => (key ? [[name, key.label] as const] : []));
  const signature = JSON.stringify(bound);
  const { global = false, within } = options;
  useEffect(() => {
    const pairs = JSON.parse(signature) as [string, string][];
    return bindKeys(
      pairs.map(([name, label]): KeyBinding => {
        return {
          ...{ keys: name, label, layer, global, run: (event) => latest.current[name]?.run(event) },
          ...(within && { within: () => within.current }),
        };
      }),
    );
  }, [signature, layer, global, within]);
}

/** The keys that work now, for the help list. */
export function useCurrentKeys(): KeyBinding[] {
  useSyncExternalStore(onKeysChanged, keysVersion, keysVersion);
  return currentKeys();
}

const aboveAllDialogs = 1_000;

/** Around the content of a dialog: the keys of what lies below rest. @param props.above what covers every dialog there is */
export function KeyLayer(props: { children: ReactNode; above?: boolean }) {
  const layer = useContext(LayerContext) + (props.above ? aboveAllDialogs : 1);
  useEffect(() => openLayer(layer), [layer]);
  return <LayerContext value={layer}>{props.children}</LayerContext>;
}
