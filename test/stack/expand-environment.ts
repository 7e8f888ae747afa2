/** A provisioning file as Grafana reads it: $$ is a dollar, $NAME and ${NAME} come from the environment. */
export function expandEnvironment(text: string, environment: NodeJS.ProcessEnv = {}): string {
  return text.replace(/\$\$|\$([A-Za-z_]\w*)|\$\{(\w+)\}/g, (whole, bare, braced) =>
    whole === '$$' ? '$' : (environment[bare ?? braced] ?? ''),
  );
}
