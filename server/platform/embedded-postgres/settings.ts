/** PostgreSQL beside Node on 2 cores and 1 GB: small private memory, few processes, nothing lost on a crash. */
const defaults: Record<string, string> = {
  // 64 MB: all of it may count as one process's private memory after a load by one connection.
  shared_buffers: '64MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '384MB',
  max_connections: '60',
  // No replicas here: without the means for them there is less to write and two processes fewer.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_wal_size: '512MB',
  checkpoint_timeout: '10min',
  io_workers: '1',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  autovacuum_max_workers: '2',
  random_page_cost: '1.1',
  jit: 'off',
  cluster_name: 'prosa',
  timezone: 'UTC',
  // The log must hold no customer's words: no statements, no row values, no refused input.
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '',
  logging_collector: 'off',
  log_destination: 'stderr',
  // The start is recognised by what the server says, so it must say it in English.
  lc_messages: 'C',
}

/** Later ones win: what the caller asks for, except where the address is decided. */
export const settingArguments = (asked: Record<string, string>, address: Record<string, string>) =>
  Object.entries({ ...defaults, ...asked, ...address }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
