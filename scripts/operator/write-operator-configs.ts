// `npm run operator`: writes the Collectors' configurations for the Operator, which takes one object and no files.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderOperatorConfigs } from './render-operator-configs.ts';

const folder = join(import.meta.dirname, '../../deploy/k8s/overlays/operator');
for (const [file, yaml] of renderOperatorConfigs()) {
  writeFileSync(join(folder, file), yaml);
  console.log(`deploy/k8s/overlays/operator/${file}`);
}
