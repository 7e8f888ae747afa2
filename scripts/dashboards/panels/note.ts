import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';

/** Words between the panels, in Markdown. */
export function note(title: string, content: string, width: number, height: number): PanelBuilder {
  return new PanelBuilder().title(title).mode(TextMode.Markdown).content(content).span(width).height(height);
}
