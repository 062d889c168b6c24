-- Returns the namespaces in which something is due and whose lease the caller has got, unless its global clock is wrong.
local known, now, token, milliseconds = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local revision, clock = global_clock(known)
local leased = {}
if revision == known then
  for _, name in ipairs(redis.call('ZRANGEBYSCORE', prefix .. 'due', '-inf', now, 'LIMIT', 0, 1000)) do
    if redis.call('SET', prefix .. 'lease:' .. name, token, 'NX', 'PX', milliseconds) then
      table.insert(leased, name)
    end
  end
end
return {revision, clock, leased}
