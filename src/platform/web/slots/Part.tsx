import { lazyOf, type Loader } from './registry.ts';

/** A screen or slot entry, fetched when it is drawn first, or first after `forgetFailed`. */
export function Part(props: { load: Loader; props: object }) {
  const Loaded = lazyOf(props.load);
  return <Loaded {...props.props} />;
}
