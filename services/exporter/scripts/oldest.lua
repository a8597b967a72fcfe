-- Find how old the oldest of each kind is, for each queue. Reads only, and not more than some hundred keys.
-- ARGV: the steps, separated by blanks, then the queues
-- Returns for each queue four times in milliseconds, -1 where there is none: when the message that is popped
-- next in its step was sent, and when the oldest pending, running and delayed task was accepted.
local NEAR = 10 -- of each step: waiting tasks lie in order, but one that was retried is older than its place
local MOST = 500 -- of the running and the delayed, which lie in another order

local function older(found, milliseconds)
  milliseconds = tonumber(milliseconds)
  if not milliseconds then return found end
  return found and math.min(found, milliseconds) or milliseconds
end

local function oldest_task(found, key, most)
  for _, id in ipairs(redis.call('ZRANGE', key, 0, most - 1)) do
    found = older(found, redis.call('HGET', record_key(id), 'created_at'))
  end
  return found
end

local answer = {}
for index = 2, #ARGV do
  local queue = ARGV[index]
  local message_at, pending
  for step in string.gmatch(ARGV[1], '%d+') do
    local last = redis.call('LINDEX', list_key(queue, step), -1)
    if last then message_at = older(message_at, string.match(last, '"sent_at_ms": ?(%d+)')) end
    pending = oldest_task(pending, waiting_key(queue, step), NEAR)
  end
  table.insert(answer, message_at or -1)
  table.insert(answer, pending or -1)
  table.insert(answer, oldest_task(nil, leased_key(queue), MOST) or -1)
  table.insert(answer, oldest_task(nil, delayed_key(queue), MOST) or -1)
end
return answer
