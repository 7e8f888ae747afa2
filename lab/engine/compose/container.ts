import { z } from 'zod';

const portsSchema = z.record(
  z.string(),
  z.array(z.object({ HostIp: z.string(), HostPort: z.string() })).nullable(),
);
const healthSchema = z.object({
  Status: z.string(),
  Log: z.array(z.object({ ExitCode: z.number(), Output: z.string() })).nullable(),
});

/** What `docker inspect` tells about a container, as far as the lab asks. */
export const containerSchema = z.object({
  Id: z.string(),
  RestartCount: z.number(),
  State: z.object({
    Status: z.string(),
    Pid: z.number(),
    ExitCode: z.number(),
    Error: z.string(),
    OOMKilled: z.boolean(),
    StartedAt: z.string(),
    Health: healthSchema.optional(),
  }),
  Config: z.object({
    Image: z.string(),
    Env: z.array(z.string()).nullable(),
    Cmd: z.array(z.string()).nullish(),
    Labels: z.record(z.string(), z.string()),
  }),
  NetworkSettings: z.object({ Ports: portsSchema.nullable() }),
});

export type Container = z.infer<typeof containerSchema>;
