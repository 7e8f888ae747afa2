import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';

const FOLDER = join(import.meta.dirname, 'public');
const ONE_YEAR_S = 365 * 24 * 60 * 60;

const versions = new Map(
  readdirSync(FOLDER).map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(FOLDER, name)))
      .digest('hex')
      .slice(0, 12),
  ]),
);

/** Serves the stylesheets, scripts and the icon under `/assets`. */
export function addAssets(app: Express): void {
  const setHeaders = (response: { setHeader(name: string, value: string): unknown }) =>
    response.setHeader('Cache-Control', `public, max-age=${ONE_YEAR_S}, immutable`);
  app.use('/assets', express.static(FOLDER, { index: false, redirect: false, setHeaders }));
}

/** The address of an asset. It changes with the content, so a browser asks for each version once. */
export function assetAddress(name: string): string {
  const version = versions.get(name);
  if (!version) throw new Error(`there is no asset ${name}`);
  return `/assets/${name}?v=${version}`;
}
