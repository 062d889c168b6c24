-- All keys start with the only one that is passed. It contains a hash tag, so that a cluster keeps them together.
local prefix = KEYS[1]

-- A namespace whose commits changed more than this since a simulator last saw it is loaded as a whole.
local MAX_CHANGES = 1000

-- Unique and increasing, also if Redis lost its latest changes.
local function next_revision()
  local time = redis.call('TIME')
  local now = time[1] * 1000000 + time[2]
  local last = tonumber(redis.call('GET', prefix .. 'revision') or '0')
  if now <= last then
    now = last + 1
  end
  local revision = string.format('%.0f', now)
  redis.call('SET', prefix .. 'revision', revision)
  return revision
end

-- Marks fields of a namespace as changed. The entry that starts with = tells that a revision is part of its history.
local function touch(name, revision, fields)
  local changes = prefix .. 'changes:' .. name
  redis.call('HSET', prefix .. 'namespace:' .. name, 'revision', revision)
  if #fields >= MAX_CHANGES then
    redis.call('DEL', changes)
  else
    for _, field in ipairs(fields) do
      redis.call('ZADD', changes, revision, field)
    end
  end
  redis.call('ZADD', changes, revision, '=' .. revision)
  local excess = redis.call('ZCARD', changes) - MAX_CHANGES
  if excess > 0 then
    redis.call('ZREMRANGEBYRANK', changes, 0, excess - 1)
  end
end

local function schedule(zset, name, at)
  if at == '' then
    redis.call('ZREM', prefix .. zset, name)
  else
    redis.call('ZADD', prefix .. zset, at, name)
  end
end

local function workflow_id(field)
  return string.sub(field, 1, 2) == 'w:' and string.sub(field, 3) or nil
end

local function put(name, field, json)
  redis.call('HSET', prefix .. 'namespace:' .. name, field, json)
  local id = workflow_id(field)
  if id and redis.call('HSETNX', prefix .. 'owners', id, name) == 1 then
    redis.call('ZADD', prefix .. 'workflows', redis.call('INCR', prefix .. 'created'), id)
  end
end

local function remove(name, field)
  redis.call('HDEL', prefix .. 'namespace:' .. name, field)
  local id = workflow_id(field)
  if id then
    redis.call('HDEL', prefix .. 'owners', id)
    redis.call('ZREM', prefix .. 'workflows', id)
  end
end

-- Removes the oldest workflows of all namespaces; returns their fields by namespace.
local function evict(max)
  local evicted = {}
  local excess = redis.call('ZCARD', prefix .. 'workflows') - max
  if excess > 0 then
    local oldest = redis.call('ZPOPMIN', prefix .. 'workflows', excess)
    for i = 1, #oldest, 2 do
      local owner = redis.call('HGET', prefix .. 'owners', oldest[i])
      redis.call('HDEL', prefix .. 'owners', oldest[i])
      redis.call('HDEL', prefix .. 'namespace:' .. owner, 'w:' .. oldest[i])
      evicted[owner] = evicted[owner] or {}
      table.insert(evicted[owner], 'w:' .. oldest[i])
    end
  end
  return evicted
end

local function clear_log(name)
  local info = prefix .. 'log-info:' .. name
  local fields = redis.call('HGETALL', info)
  for i = 1, #fields, 2 do
    if fields[i] ~= 'number' and fields[i] ~= 'at' then
      redis.call('HDEL', info, fields[i])
    end
  end
  redis.call('DEL', prefix .. 'log:' .. name)
  redis.call('DECRBY', prefix .. 'log-bytes', redis.call('ZSCORE', prefix .. 'log-sizes', name) or '0')
  redis.call('ZREM', prefix .. 'log-sizes', name)
  redis.call('ZREM', prefix .. 'log-times', name)
end

-- Changes the size of a log; returns the size of all logs.
local function resize(name, bytes)
  redis.call('ZINCRBY', prefix .. 'log-sizes', bytes, name)
  return redis.call('INCRBY', prefix .. 'log-bytes', bytes)
end

-- Adds a request to the log of a namespace. Beyond the size of all logs, the one that has been idle for longest is emptied.
local function log_request(name, kind, json, max_requests, max_bytes)
  local list = prefix .. 'log:' .. name
  local info = prefix .. 'log-info:' .. name
  local time = redis.call('TIME')
  local entry = redis.call('HINCRBY', info, 'number', 1) .. ' ' .. json
  redis.call('HINCRBY', info, '=' .. kind, 1)
  redis.call('ZADD', prefix .. 'log-times', time[1] * 1000000 + time[2], name)
  local size = redis.call('RPUSH', list, entry)
  local added = #entry
  if size > max_requests then
    added = added - #redis.call('LPOP', list)
    size = size - 1
  end
  local bytes = resize(name, added)
  while bytes > max_bytes do
    local idle = redis.call('ZRANGE', prefix .. 'log-times', 0, 0)[1]
    if idle ~= name then
      bytes = resize(idle, 0 - redis.call('ZSCORE', prefix .. 'log-sizes', idle))
      redis.call('DEL', prefix .. 'log:' .. idle)
      redis.call('ZREM', prefix .. 'log-sizes', idle)
      redis.call('ZREM', prefix .. 'log-times', idle)
      redis.call('HSET', prefix .. 'log-info:' .. idle, 'size', 0, 'shortened', 1)
    elseif size > 0 then
      bytes = resize(name, -#redis.call('LPOP', list))
      size = size - 1
      redis.call('HSET', info, 'shortened', 1)
    else
      break
    end
  end
  redis.call('HSET', info, 'at', time[1] * 1000 + math.floor(time[2] / 1000), 'size', size)
end

-- Returns the revision of the global clock and, unless the caller has it, the clock.
local function global_clock(known)
  local global = redis.call('HMGET', prefix .. 'global', 'revision', 'clock')
  local revision = global[1] or '0'
  return revision, revision ~= known and (global[2] or '') or false
end
