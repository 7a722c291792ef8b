import type { Page } from 'playwright-core';

// What is evaluated here runs in the page: it may use nothing from outside itself but what has been brought there.

/** Red, green and blue up to 255, opacity up to 1. */
type Colour = readonly [number, number, number, number];

declare global {
  interface Window {
    colours: {
      /** Any CSS colour. */
      read(css: string): Colour;
      /** What is seen of the first one lying on the other. */
      over(above: Colour, below: Colour): Colour;
      /** The contrast ratio of WCAG 2.2. */
      contrast(one: Colour, other: Colour): number;
    };
  }
}

/** Brings the arithmetic of colours into the page. */
async function bringColours(page: Page): Promise<void> {
  await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas');
    const luminance = ([r, g, b]: Colour): number => {
      const linear = [r, g, b].map((part) =>
        part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
    };
    window.colours = {
      read: (css) => {
        context.clearRect(0, 0, 1, 1);
        context.fillStyle = css;
        context.fillRect(0, 0, 1, 1);
        const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
      },
      over: ([r, g, b, a], [x, y, z]) => {
        const mix = (one: number, other: number) => one * a + other * (1 - a);
        return [mix(r, x), mix(g, y), mix(b, z), 1];
      },
      contrast: (one, other) => {
        const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
        return (high + 0.05) / (low + 0.05);
      },
    };
  });
}

/**
 * What is in sight and reaches less contrast than WCAG 2.2 asks (1.4.3, 1.4.11), with what it reaches.
 *
 * @param only A selector of what to look at.
 */
export async function contrastFaults(page: Page, only = '*'): Promise<readonly string[]> {
  await bringColours(page);
  return page.evaluate((selector) => {
    const minimum = 4.5;
    const root = document.querySelector('visio-avocat-room')?.shadowRoot;
    if (!root) throw new Error('nothing to look at');
    const { read, over, contrast } = window.colours;
    const pictures = [...root.querySelectorAll('video')].filter((one) => one.checkVisibility());
    const meet = (one: DOMRect, other: DOMRect) =>
      one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

    /** What may lie behind an element: over a moving picture, anything between black and white. */
    const behind = (element: Element): { grounds: readonly Colour[]; opacity: number } => {
      const place = element.getBoundingClientRect();
      const layers: Colour[] = [];
      let opacity = 1;
      let base: readonly Colour[] = [[255, 255, 255, 1]];
      for (
        let one: Element | null = element;
        one;
        one = one.parentElement ?? (one.getRootNode() as ShadowRoot).host ?? null
      ) {
        const style = getComputedStyle(one);
        opacity *= Number(style.opacity);
        const layer = read(style.backgroundColor);
        if (layer[3] > 0.99) {
          base = [layer];
          break;
        }
        if (layer[3] > 0) layers.push(layer);
        const inside = one;
        if (pictures.some((video) => inside.contains(video) && meet(video.getBoundingClientRect(), place))) {
          base = [
            [255, 255, 255, 1],
            [0, 0, 0, 1],
          ];
          break;
        }
      }
      const grounds = base.map((ground) => layers.reduceRight((under, layer) => over(layer, under), ground));
      return { grounds, opacity };
    };

    const faults: string[] = [];
    const check = (element: Element, colour: string, needed: number, what: string) => {
      const { grounds, opacity } = behind(element);
      if (opacity === 0) return;
      const [r, g, b, a] = read(colour);
      const reached = Math.min(
        ...grounds.map((ground) => contrast(over([r, g, b, a * opacity], ground), ground)),
      );
      if (reached < needed - 0.05) faults.push(`${what}: ${reached.toFixed(2)} instead of ${needed}`);
    };
    const inSight = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return (
        element.checkVisibility({ visibilityProperty: true }) &&
        width > 1 &&
        height > 1 &&
        !element.closest('.hidden, .control-label:not(:has(*))[style]')
      );
    };
    for (const element of root.querySelectorAll(selector)) {
      if (!inSight(element) || element.closest('[aria-disabled=true], .picture, style')) continue;
      const style = getComputedStyle(element);
      if (element.matches('svg.icon')) {
        check(
          element,
          style.color,
          3,
          `icon in ${element.parentElement?.className || element.parentElement?.localName}`,
        );
        continue;
      }
      if (element.matches('input, select, textarea')) {
        const around = element.parentElement ?? element;
        check(around, style.borderTopColor, 3, `edge of ${element.localName}`);
      }
      const text = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent?.trim() ?? '')
        .join(' ')
        .trim();
      if (!text && !element.matches('input, select, textarea')) continue;
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      check(
        element,
        style.color,
        large ? Math.min(3, minimum) : minimum,
        text.slice(0, 40) || element.localName,
      );
    }
    return faults;
  }, only);
}

/**
 * What can be pressed and is smaller than 24 by 24 pixels (WCAG 2.2, 2.5.8; links within a sentence may be), and what
 * the pointer does not reach. A modal dialog takes the page behind it away; a panel may lie over faces, not over
 * commands or what is said of the call, such as a recording.
 */
export function targetFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('visio-avocat-room')?.shadowRoot;
    const within = root?.querySelector('dialog[open]') ?? root;
    const pressed =
      within?.querySelectorAll('button, input, select, textarea, summary, [tabindex="0"], .notes > p') ?? [];
    const reached = (target: Element): boolean => {
      target.scrollIntoView({ block: 'nearest' });
      const { left, top, width, height } = target.getBoundingClientRect();
      const found = root?.elementFromPoint(left + width / 2, top + height / 2);
      const mayBeCovered = !target.closest('.top, .notes, .toolbar');
      return Boolean(found && (target.contains(found) || (mayBeCovered && found.closest('.panel'))));
    };
    return [...pressed].flatMap((one) => {
      if (!one.checkVisibility({ visibilityProperty: true })) return [];
      // The label of a box that is ticked belongs to the target.
      const target = one.matches('[type=checkbox]') ? (one.closest('label') ?? one) : one;
      const { width, height } = target.getBoundingClientRect();
      const name = one.getAttribute('aria-label') || one.textContent?.trim() || one.id;
      return [
        ...(width < 24 || height < 24 ? [`${name}: ${width} × ${height}`] : []),
        ...(reached(target) ? [] : [`${name}: something lies over it`]),
      ];
    });
  });
}

/** What does not fit: a page to be scrolled sideways, words cut off or beyond their place, commands out of the stage. */
export function overflowFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const { scrollWidth = 0 } = document.scrollingElement ?? {};
    if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth} wide, not ${innerWidth}`);
    const root = document.querySelector('visio-avocat-room')?.shadowRoot;
    const texts =
      root?.querySelectorAll('button, h1, h2, h3, p, label, summary, li, dt, dd, .panel, .page') ?? [];
    for (const one of texts) {
      const style = getComputedStyle(one);
      const cut = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
      // What ends in an ellipsis is whole for assistive technology, and elsewhere.
      if (cut && style.textOverflow !== 'ellipsis' && style.display !== 'inline' && !one.matches('.hidden')) {
        faults.push(
          `${one.className || one.localName} “${one.textContent?.trim().slice(0, 40)}”: ${one.scrollWidth} in ${one.clientWidth}`,
        );
      }
    }
    for (const one of root?.querySelectorAll('dialog[open]') ?? []) {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      const off = Math.max(Math.abs(left - (innerWidth - right)), Math.abs(top - (innerHeight - bottom)));
      if (off > 20) faults.push(`the question is ${off} pixels off the middle`);
    }
    const stage = root?.querySelector('.stage')?.getBoundingClientRect();
    for (const one of root?.querySelectorAll('.toolbar button, .level-badge, .display button') ?? []) {
      const place = one.getBoundingClientRect();
      if (stage && (place.left < stage.left - 1 || place.right > stage.right + 1)) {
        faults.push(`${one.textContent?.trim()} is out of the stage`);
      }
    }
    return faults;
  });
}

/** Buttons whose words or drawing are too faint while the pointer is on them. */
export async function hoverFaults(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const button of await page.locator('visio-avocat-room button:visible').all()) {
    await button.hover({ force: true, timeout: 2000 }).catch(() => undefined);
    faults.push(...(await contrastFaults(page, 'button:hover, button:hover *')));
  }
  await page.mouse.move(0, 0);
  return faults;
}

/** What can have the focus and does not show it: an outline that stands out from the band around it or from what is behind (2.4.7, 1.4.11). */
export async function focusFaults(page: Page): Promise<readonly string[]> {
  // After a key, focus is shown wherever it goes.
  await page.keyboard.press('Shift');
  await bringColours(page);
  return page.evaluate(() => {
    const root = document.querySelector('visio-avocat-room')?.shadowRoot;
    if (!root) throw new Error('nothing to look at');
    const { read, over, contrast } = window.colours;
    const groundOf = (element: Element): string => {
      for (let one = element.parentElement; one; one = one.parentElement) {
        const { backgroundColor } = getComputedStyle(one);
        if (!/^rgba\(.*, 0(\.\d+)?\)$|transparent/.test(backgroundColor)) return backgroundColor;
      }
      return '#fff';
    };
    const before = root.activeElement;
    const faults: string[] = [];
    for (const one of root.querySelectorAll<HTMLElement>('button, input, select, textarea, summary, a')) {
      if (!one.checkVisibility({ visibilityProperty: true })) continue;
      one.focus();
      // Behind a question nothing can have it.
      if (root.activeElement !== one) continue;
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one);
      const band = /(rgba?\([^)]+\)) 0px 0px 0px \dpx/.exec(boxShadow)?.[1] ?? groundOf(one);
      // A band that lets something through is lightest, so nearest to the outline, over white.
      const reached = contrast(read(outlineColor), over(read(band), [255, 255, 255, 1]));
      const name = one.getAttribute('aria-label') ?? one.textContent?.trim().slice(0, 30) ?? one.localName;
      if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2 || reached < 3) {
        faults.push(`${name}: ${outlineStyle} ${outlineWidth}, ${reached.toFixed(2)} on ${band}`);
      }
    }
    if (before instanceof HTMLElement) before.focus();
    return faults;
  });
}
