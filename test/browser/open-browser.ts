import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { installPackage } from '../install-package.ts';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the system's Chromium, headless; as root on Debian or Ubuntu it is installed when missing. Throws when there is none. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser() ?? installBrowser();
  return chromium.launch({ executablePath, args: FLAGS });
}

function findBrowser(): string | undefined {
  return PLACES.find((place) => existsSync(place));
}

function installBrowser(): string {
  installPackage('chromium');
  const installed = findBrowser();
  if (!installed) throw new Error('apt-get installed chromium, but it is in none of the usual places');
  return installed;
}
