import { findExecutable } from '../engine/local/process/find-executable.ts';

/** What to type on this machine to get a Go that is new enough. Debian's and Ubuntu's own packages lag far behind. */
export function howToGetGo(version: string): string[] {
  if (process.platform === 'darwin') return ['brew install go'];
  if (findExecutable('pacman')) return ['sudo pacman -S go'];
  if (findExecutable('apk')) return ['sudo apk add go'];
  if (findExecutable('dnf')) return ['sudo dnf install golang'];
  if (findExecutable('snap')) return ['sudo snap install go --classic'];
  const archive = `go${version}.linux-${process.arch === 'arm64' ? 'arm64' : 'amd64'}.tar.gz`;
  return [
    `curl -LO https://go.dev/dl/${archive} && sudo tar -C /usr/local -xzf ${archive}`,
    'export PATH=$PATH:/usr/local/go/bin',
  ];
}
