import { addCopyButtons } from './add-copy-buttons.js';

addCopyButtons(document);
