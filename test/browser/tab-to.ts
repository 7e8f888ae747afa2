import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

const MOST_PRESSES = 100;

/** Presses Tab until the focus is on the button or link of this name. */
export async function tabTo(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().waitFor();
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await nameOfFocus(page)) === name) return;
  }
  assert.fail(`Tab never reached “${name}”`);
}

/** The text of the element that has the focus. */
export function nameOfFocus(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
}
