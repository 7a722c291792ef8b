import { VisioEvent, type VisioEventDetails } from '../events.ts';

/** Dispatches an event of the element. Returns false when a listener has cancelled it. */
export function dispatch<T extends keyof VisioEventDetails>(
  element: HTMLElement,
  type: T,
  detail: VisioEventDetails[T],
  cancelable = false,
): boolean {
  return element.dispatchEvent(new VisioEvent(type, detail, cancelable));
}
