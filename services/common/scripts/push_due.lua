-- Send the delayed tasks of a queue whose time has come. Of those that lost two leases, one at a time: if it
-- kills its worker again, no neighbour pays more than twice.
-- ARGV: queue, step of a retried task, most in one call, the longest delay in milliseconds
-- Returns how many were due.
local queue, retried, most, longest = unpack(ARGV)
local suspect = PREFIX .. 'suspect:' .. queue

local function is_held_back(id, losses)
  if (tonumber(losses) or 0) < 2 then return false end
  local other = redis.call('GET', suspect)
  if other and other ~= id then
    local status = redis.call('HGET', record_key(other), 'status')
    if status == 'pending' or status == 'running' then return true end
  end
  redis.call('SET', suspect, id)
  return false
end

local now = now_ms()
local due = come(delayed_key(queue), now, longest, most)
for index = 1, #due, 2 do
  local id = due[index]
  redis.call('ZREM', delayed_key(queue), id)
  local status, kind, step, losses = unpack(redis.call('HMGET', record_key(id), 'status', 'kind', 'step', 'losses'))
  if status == 'delayed' then
    if is_held_back(id, losses) then
      redis.call('ZADD', delayed_key(queue), digits(now + 1000), id)
    else
      enqueue(id, kind, queue, math.min(tonumber(step), tonumber(retried)))
      count('sender', 'due', queue)
    end
  end
end
return #due / 2
