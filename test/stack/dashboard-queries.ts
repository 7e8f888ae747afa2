// Every question that the committed dashboards and rules ask, as Grafana and Prometheus would ask it.
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');

type Target = {
  datasource?: { uid: string };
  expr?: string;
  query?: string;
  queryType?: string;
  instant?: boolean;
  exemplar?: boolean;
  refId?: string;
};
type Panel = {
  title?: string;
  targets?: Target[];
  fieldConfig?: { defaults?: { links?: { title: string; url: string }[] } };
};
type Variable = { name: string; type: string; query: string | { query: string } };
type Dashboard = {
  title: string;
  panels: Panel[];
  templating: { list?: Variable[] };
  annotations: { list?: { name: string; expr: string }[] };
};

/** One question: where it is asked, of whom, and its text before Grafana has filled its variables in. */
export type Question = {
  where: string;
  of: 'prometheus' | 'loki' | 'tempo' | 'service map';
  text: string;
  instant: boolean;
  exemplars: boolean;
  links: { title: string; url: string }[];
};

export type Rule = { alert?: string; record?: string; expr: string };

/** The committed dashboards. */
export function readDashboards(): Dashboard[] {
  return globSync('deploy/grafana/dashboards/*.json', { cwd: root })
    .sort()
    .map((path) => JSON.parse(readFileSync(join(root, path), 'utf8')));
}

/** The questions of all panels and annotations of a dashboard. */
export function questionsOf({ title, panels, annotations }: Dashboard): Question[] {
  const ofPanels = panels.flatMap((panel) =>
    (panel.targets ?? []).map((target) => ({
      where: `${title} / ${panel.title} / ${target.refId}`,
      of: storeOf(target),
      text: target.expr ?? target.query ?? '',
      instant: target.instant === true,
      exemplars: target.exemplar === true,
      links: panel.fieldConfig?.defaults?.links ?? [],
    })),
  );
  const ofAnnotations = (annotations.list ?? []).map(({ name, expr }) => ({
    where: `${title} / annotation ${name}`,
    of: 'prometheus' as const,
    text: expr,
    instant: false,
    exemplars: false,
    links: [],
  }));
  return [...ofPanels, ...ofAnnotations];
}

/** The variables of a dashboard by name: a query's text, or a text box's default. */
export function variablesOf({ templating }: Dashboard): { name: string; type: string; text: string }[] {
  return (templating.list ?? []).map(({ name, type, query }) => ({
    name,
    type,
    text: typeof query === 'string' ? query : query.query,
  }));
}

/** Every rule of deploy/prometheus/rules, with its file. */
export function readRules(): (Rule & { file: string })[] {
  return globSync('deploy/prometheus/rules/*.yaml', { cwd: root })
    .sort()
    .flatMap((path) => {
      const { groups } = parse(readFileSync(join(root, path), 'utf8')) as { groups: { rules: Rule[] }[] };
      return groups.flatMap(({ rules }) => rules.map((rule) => ({ ...rule, file: basename(path) })));
    });
}

function storeOf({ datasource, queryType }: Target): Question['of'] {
  if (queryType === 'serviceMap') return 'service map';
  const uid = datasource?.uid;
  if (uid === 'prometheus' || uid === 'loki' || uid === 'tempo') return uid;
  throw new Error(`a panel asks a data source that is not provisioned: ${uid}`);
}
