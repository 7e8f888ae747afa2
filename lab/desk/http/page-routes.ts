import path from 'node:path';
import express, { Router } from 'express';
import { onlyMethods } from './only-methods.ts';

const PUBLIC = path.join(import.meta.dirname, '..', 'public');

/** The two pages with their styles and scripts. The browser asks each time whether they changed: no stale page after an update. */
export function pageRoutes(): Router {
  const router = Router();
  const page = (file: string): express.RequestHandler => {
    return (_request, response) => response.sendFile(file, { root: PUBLIC, cacheControl: false });
  };
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-cache');
    next();
  });
  router.get('/', page('trace-list.html'));
  router.get('/traces/:traceId', page('trace.html'));
  router.use('/assets', express.static(PUBLIC, { index: false, redirect: false, cacheControl: false }));
  router.all(['/', '/traces/:traceId'], onlyMethods('GET, HEAD'));
  return router;
}
