-- Sets the global clock if nobody has set it meanwhile; without a new clock, returns the current one.
local expected, clock = ARGV[1], ARGV[2]
local revision, current = global_clock(expected)
if clock == '' then
  return {'same', revision, current}
end
if revision ~= expected then
  return {'conflict', revision, current}
end
revision = next_revision()
redis.call('HSET', prefix .. 'global', 'revision', revision, 'clock', clock)
return {'ok', revision}
