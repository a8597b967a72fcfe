-- Name the tasks whose lease has lapsed and whose worker is dead.
-- While the sender is quiet these are only those that were seen lapsed before, and had all the time that healthy
-- workers get, outages left out: a Redis that keeps falling must not keep every lost task from coming back.
-- ARGV: queue, most in one call, '1' while the sender is quiet, how long healthy workers get in milliseconds,
--       a lease in milliseconds
local queue, most, is_quiet, patience, longest = unpack(ARGV)
local seen = PREFIX .. 'sender:lapsed:' .. queue
redis.call('ZREM', PREFIX .. 'nothing', '') -- a first write that Redis never refuses, however full it is
local lapsed = come(leased_key(queue), now_ms(), longest, most)
local up = tonumber(redis.call('HGET', PREFIX .. 'sender:watch', 'up_ms')) or 0
local dead = {}
if is_quiet ~= '1' then redis.call('DEL', seen) end
for index = 1, #lapsed, 2 do
  local id, lease = lapsed[index], lapsed[index + 1]
  local known = is_quiet == '1' and redis.call('HGET', seen, id) or ''
  local its_lease, since = string.match(known or '', '^(.*)|(.*)$')
  if is_quiet ~= '1' or (its_lease == lease and up - tonumber(since) >= tonumber(patience)) then
    table.insert(dead, id)
  elseif its_lease ~= lease then
    redis.call('HSET', seen, id, lease .. '|' .. digits(up)) -- first seen, or renewed and lapsed again
  end
end
return dead
