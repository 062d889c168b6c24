-- Returns what has changed in a namespace since a revision, and in the global clock.
local name, known = ARGV[1], ARGV[2]
local hash = prefix .. 'namespace:' .. name
if redis.call('SISMEMBER', prefix .. 'namespaces', name) == 0 then
  redis.call('SADD', prefix .. 'namespaces', name)
end
local global_revision, clock = global_clock(ARGV[3])
local revision = redis.call('HGET', hash, 'revision') or '0'
local reply = {global_revision, clock, revision}
if revision == known then
  reply[4] = 'same'
  return reply
end
if redis.call('ZSCORE', prefix .. 'changes:' .. name, '=' .. known) then
  reply[4] = 'changes'
  local fields = {}
  for _, field in ipairs(redis.call('ZRANGEBYSCORE', prefix .. 'changes:' .. name, '(' .. known, '+inf')) do
    if string.sub(field, 1, 1) ~= '=' then
      table.insert(fields, field)
    end
  end
  local values = #fields > 0 and redis.call('HMGET', hash, unpack(fields)) or {}
  reply[5] = {}
  for i, field in ipairs(fields) do
    table.insert(reply[5], field)
    table.insert(reply[5], values[i])
  end
elseif redis.call('HLEN', hash) <= MAX_CHANGES then
  reply[4] = 'all'
  reply[5] = redis.call('HGETALL', hash)
else
  reply[4] = 'scan'
end
return reply
