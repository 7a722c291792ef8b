import type { DirectiveResult } from 'lit/directive.js';
import { now } from '../../time.ts';
import { liveValue } from '../../ui/live-value.ts';

/** Renders the whole minutes since a moment, and keeps them up to date. */
export function elapsedMinutes(since: number, text: (minutes: number) => string): DirectiveResult {
  return eachMinute(since, (element, minutes) => {
    element.textContent = text(minutes);
  });
}

/** Hides an element until some minutes after a moment. */
export function hiddenUntil(since: number, delay: number): DirectiveResult {
  return eachMinute(since, (element, minutes) => {
    element.hidden = minutes < delay;
  });
}

function eachMinute(since: number, write: (element: HTMLElement, minutes: number) => void): DirectiveResult {
  const tick = (onValue: (minutes: number) => void): (() => void) => {
    const tell = () => onValue(Math.max(0, Math.floor((now() - since) / 60_000)));
    const timer = setInterval(tell, 10_000);
    tell();
    return () => clearInterval(timer);
  };
  return liveValue(since, tick, write);
}

type SecondsText = (seconds: number) => string;

/** Renders the seconds since a moment, and keeps them up to date. */
export function secondsSince(since: number, text: SecondsText): DirectiveResult {
  return eachSecond(since, () => now() - since, text);
}

/** Renders the seconds until a moment, and keeps them up to date; 0 from then on. */
export function secondsUntil(until: number, text: SecondsText): DirectiveResult {
  return eachSecond(until, () => until - now(), text);
}

function eachSecond(key: number, milliseconds: () => number, text: SecondsText): DirectiveResult {
  const tick = (onValue: (seconds: number) => void): (() => void) => {
    const tell = () => onValue(Math.max(0, Math.round(milliseconds() / 1000)));
    const timer = setInterval(tell, 1000);
    tell();
    return () => clearInterval(timer);
  };
  return liveValue(key, tick, (element, seconds) => {
    element.textContent = text(seconds);
  });
}

/** Formats a duration as `4:05`, or `1:04:05` from an hour on. */
export function formatDuration(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
