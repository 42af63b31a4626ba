/** A component that is drawn anew only when a property is another one, or what it has looked at itself has changed. */

import { h, type Component, type ComponentChildren, type FunctionComponent } from "preact";

export function steady<P extends object>(draw: (props: P) => ComponentChildren): FunctionComponent<P> {
  function Steady(this: Component<P>, props: P) {
    this.shouldComponentUpdate = (next) => Object.keys({ ...next, ...this.props }).some((name) => next[name as keyof P] !== (this.props as P)[name as keyof P]);
    return h(draw as FunctionComponent<P>, props);
  }
  return Steady as unknown as FunctionComponent<P>;
}
