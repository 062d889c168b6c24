-- Renews or ends leases that the caller still has; returns those.
local token, milliseconds = ARGV[1], tonumber(ARGV[2])
local kept = {}
for i = 3, #ARGV do
  local key = prefix .. ARGV[i]
  if redis.call('GET', key) == token then
    table.insert(kept, ARGV[i])
    if milliseconds > 0 then
      redis.call('PEXPIRE', key, milliseconds)
    else
      redis.call('DEL', key)
    end
  end
end
return kept
