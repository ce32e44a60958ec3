import { existsSync, readFileSync } from 'node:fs';

/**
 * Bytes of address space that `ulimit -v` still leaves this process; Infinity if there is no limit or
 * the system does not say.
 */
export function addressesLeft(): number {
  const [limits, status] = ['/proc/self/limits', '/proc/self/status'] as const;
  if (!existsSync(limits) || !existsSync(status)) {
    return Number.POSITIVE_INFINITY;
  }
  const limit = /^Max address space +(\d+)/m.exec(readFileSync(limits, 'utf8'))?.[1];
  const used = /^VmSize:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1];
  return limit === undefined ? Number.POSITIVE_INFINITY : Number(limit) - Number(used) * 1024;
}
