-- Replaces the state of all namespaces and the global clock.
local max_workflows, clock, count = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
for _, name in ipairs(redis.call('SMEMBERS', prefix .. 'namespaces')) do
  for _, kind in ipairs({'namespace:', 'changes:', 'log:', 'log-info:'}) do
    redis.call('UNLINK', prefix .. kind .. name)
  end
end
for _, key in ipairs({'namespaces', 'owners', 'workflows', 'due', 'expiring', 'log-sizes', 'log-times', 'log-bytes'}) do
  redis.call('UNLINK', prefix .. key)
end
local revision = next_revision()
redis.call('HSET', prefix .. 'global', 'revision', revision, 'clock', clock)
local at = 4
for _ = 1, count do
  local name, puts = ARGV[at], tonumber(ARGV[at + 3])
  redis.call('SADD', prefix .. 'namespaces', name)
  schedule('due', name, ARGV[at + 1])
  schedule('expiring', name, ARGV[at + 2])
  at = at + 4
  for _ = 1, puts do
    put(name, ARGV[at], ARGV[at + 1])
    at = at + 2
  end
  touch(name, revision, {})
end
evict(max_workflows)
return revision
