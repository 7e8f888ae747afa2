import { readFileSync } from 'node:fs';
import path from 'node:path';
import express, { type Request, type Response, Router } from 'express';
import { listChapterFiles, readChapterText } from '../workbook/chapter-files.ts';
import { type Neighbours, renderPage } from '../workbook/render-page.ts';
import { INLINE_SCRIPT } from './inline-script.ts';
import { onlyMethods } from './only-methods.ts';

const PUBLIC = path.join(import.meta.dirname, '..', 'public');
const PATHS = [
  '/',
  '/traces',
  '/traces/:traceId',
  '/chapters/:number',
  '/chapters/:number/answer',
  '/guides/:name',
];

/**
 * The pages with their styles and scripts; chapters are read from the repository at `root` each time. The browser asks each
 * time whether they changed: no stale page after an update.
 */
export function pageRoutes(root: string): Router {
  const router = Router();
  const page = (file: string): express.RequestHandler => {
    return (_request, response) => void response.type('html').send(readTemplate(file));
  };
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-cache');
    next();
  });
  router.get('/', page('home.html'));
  router.get('/traces', page('trace-list.html'));
  router.get('/traces/:traceId', page('trace.html'));
  router.get('/chapters/:number', (request, response) => sendChapter(root, request, response, 'README.md'));
  router.get('/chapters/:number/answer', (request, response) =>
    sendChapter(root, request, response, 'answer.md'),
  );
  router.get('/guides/:name', (request, response) => {
    const name = /^[A-Za-z-]+$/.test(request.params.name) ? `${request.params.name}.md` : '';
    sendText(response, readTemplate('text.html'), name, name && readChapterText(root, name));
  });
  router.use('/assets', express.static(PUBLIC, { index: false, redirect: false, cacheControl: false }));
  router.all(PATHS, onlyMethods('GET, HEAD'));
  return router;
}

/** By its number, or by the name of its folder. */
function sendChapter(root: string, request: Request, response: Response, file: string): void {
  const wanted = String(request.params.number);
  const files = listChapterFiles(root);
  const at = files.findIndex(({ number, slug }) => number === wanted || slug === wanted);
  const found = files[at];
  const name = found ? `${found.slug}/${file}` : '';
  const isChapter = file === 'README.md' && found !== undefined;
  const template = readTemplate(isChapter ? 'chapter.html' : 'text.html');
  const text = found ? readChapterText(root, name) : null;
  const way = isChapter ? { before: files[at - 1] } : { chapter: found };
  sendText(response, template, name, text, { ...way, after: found && files[at + 1] });
}

function sendText(
  response: Response,
  template: string,
  name: string,
  text: string | null,
  neighbours: Neighbours = {},
): void {
  response.status(text ? 200 : 404).type('html');
  response.send(renderPage(template, text ? { text, path: `chapters/${name}` } : null, neighbours));
}

function readTemplate(file: string): string {
  const script = `<script>${INLINE_SCRIPT}</script>`;
  return readFileSync(path.join(PUBLIC, file), 'utf8').replace('<!--inline-script-->', script);
}
