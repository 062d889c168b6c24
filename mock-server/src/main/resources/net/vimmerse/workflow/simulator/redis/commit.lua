-- Makes the changes of a request if nobody has changed its namespace meanwhile, and logs the request.
local name, expected, due, expiring = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local max_workflows, max_requests, max_bytes = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local puts, removals, logged = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
local first_put, first_removal = 12, 12 + 2 * puts
local first_logged = first_removal + removals
local revision = expected
local evicted = {}
if puts + removals > 0 then
  if (redis.call('HGET', prefix .. 'namespace:' .. name, 'revision') or '0') ~= expected then
    return {'conflict'}
  end
  for i = first_put, first_removal - 1, 2 do
    local id = workflow_id(ARGV[i])
    local owner = id and redis.call('HGET', prefix .. 'owners', id)
    if owner and owner ~= name then
      return {'conflict'}
    end
  end
  revision = next_revision()
  redis.call('SADD', prefix .. 'namespaces', name)
  local fields = {}
  for i = first_put, first_removal - 1, 2 do
    put(name, ARGV[i], ARGV[i + 1])
    table.insert(fields, ARGV[i])
  end
  for i = first_removal, first_logged - 1 do
    remove(name, ARGV[i])
    table.insert(fields, ARGV[i])
  end
  for owner, own in pairs(evict(max_workflows)) do
    if owner == name then
      evicted = own
      for _, field in ipairs(own) do
        table.insert(fields, field)
      end
    else
      touch(owner, revision, own)
    end
  end
  touch(name, revision, fields)
  schedule('due', name, due)
  schedule('expiring', name, expiring)
end
if ARGV[11] == '1' then
  clear_log(name)
end
for i = first_logged, first_logged + 2 * logged - 1, 2 do
  log_request(name, ARGV[i], ARGV[i + 1], max_requests, max_bytes)
end
return {'ok', revision, evicted}
