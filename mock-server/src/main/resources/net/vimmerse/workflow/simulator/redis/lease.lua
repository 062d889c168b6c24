-- Renews or ends leases of the caller that nobody else has; returns those.
local token, milliseconds = ARGV[1], tonumber(ARGV[2])
local kept = {}
for i = 3, #ARGV do
  local key = prefix .. ARGV[i]
  local holder = redis.call('GET', key)
  if milliseconds > 0 and (holder == token or not holder) then
    redis.call('SET', key, token, 'PX', milliseconds)
    table.insert(kept, ARGV[i])
  elseif holder == token then
    redis.call('DEL', key)
    table.insert(kept, ARGV[i])
  end
end
return kept
