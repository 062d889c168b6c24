-- Returns what has changed in a namespace since a revision, and in the global clock.
local name, known = ARGV[1], ARGV[2]
local hash = prefix .. 'namespace:' .. name
if redis.call('SISMEMBER', prefix .. 'namespaces', name) == 0 then
  redis.call('SADD', prefix .. 'namespaces', name)
end
local global_revision, clock = global_clock(ARGV[3])
local revision = redis.call('HGET', hash, 'revision') or '0'
local response = {global_revision, clock, revision}
if revision == known then
  response[4] = 'same'
  return response
end
if redis.call('ZSCORE', prefix .. 'changes:' .. name, '=' .. known) then
  response[4] = 'changes'
  local fields = {}
  for _, field in ipairs(redis.call('ZRANGEBYSCORE', prefix .. 'changes:' .. name, '(' .. known, '+inf')) do
    if string.sub(field, 1, 1) ~= '=' then
      table.insert(fields, field)
    end
  end
  local values = #fields > 0 and redis.call('HMGET', hash, unpack(fields)) or {}
  response[5] = {}
  for i, field in ipairs(fields) do
    table.insert(response[5], field)
    table.insert(response[5], values[i])
  end
elseif redis.call('HLEN', hash) <= MAX_CHANGES then
  response[4] = 'all'
  response[5] = redis.call('HGETALL', hash)
else
  response[4] = 'scan'
end
return response
