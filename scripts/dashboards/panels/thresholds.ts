import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';

/** Colours by value: `[colour, from]`, ascending; the first one begins at minus infinity. */
export type Thresholds = [first: string, ...others: [colour: string, from: number][]];

/** The builder of these thresholds. */
export function thresholds([first, ...others]: Thresholds): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps([{ color: first, value: null }, ...others.map(([color, value]) => ({ color, value }))]);
}
