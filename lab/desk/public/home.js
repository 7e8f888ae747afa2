import { listTraces } from './list-traces.js';
import { showChapters } from './show-chapters.js';
import { showTrouble } from './show-trouble.js';
import { watchDesk } from './watch-desk.js';

const find = (id) => document.getElementById(id);

watchDesk('/api/events?workbook=true', {
  ...listTraces(),
  onWorkbook(workbook) {
    showChapters(find('chapters'), find('progress'), workbook);
    showTrouble(find('trouble'), workbook);
  },
});
