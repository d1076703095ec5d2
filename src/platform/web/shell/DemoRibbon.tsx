import { m } from '#messages';

/** On every screen of a demo clinic, so that nobody takes it for a true one. */
export function DemoRibbon() {
  return <p className="s-ribbon">{m.web_demo_ribbon()}</p>;
}
