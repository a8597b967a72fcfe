-- Find waiting tasks whose message is no longer in its list. kombu pushes left and pops right, so what waits
-- with a seq below the lowest of the last messages has been popped, or was never pushed.
-- One that is popped takes a moment until its task starts, so those are named that were seen missing some time ago,
-- outages left out. One that is not seen missing any more may be hidden by a returned message of an older seq, so it
-- counts too. What was seen outlives the sender.
-- ARGV: queue, step, most in one call, how long it must be missing in milliseconds
-- Returns id, seq, id, seq, …, each once.
local queue, step, most, patience = unpack(ARGV)
local tail = redis.call('LRANGE', list_key(queue, step), -20, -1)
local watermark = nil
for _, content in ipairs(tail) do
  local seq = tonumber(string.match(content, '"seq": ?(%d+)')) -- kombu writes what it restores with a blank
  if seq and (not watermark or seq < watermark) then watermark = seq end
end
if #tail == 0 then watermark = (tonumber(redis.call('GET', PREFIX .. 'seq')) or 0) + 1 end

local seen = PREFIX .. 'sender:missing:' .. queue .. ':' .. step
local up = tonumber(redis.call('HGET', PREFIX .. 'sender:watch', 'up_ms')) or 0
redis.call('ZREM', PREFIX .. 'nothing', '') -- a first write that Redis never refuses, however full it is
if watermark then
  local found = redis.call('ZRANGEBYSCORE', waiting_key(queue, step), '-inf', '(' .. digits(watermark),
    'WITHSCORES', 'LIMIT', 0, most)
  for index = 1, #found, 2 do
    redis.call('HSETNX', seen, found[index] .. '|' .. digits(tonumber(found[index + 1])), digits(up))
  end
end

local due = {}
local suspects = redis.call('HGETALL', seen)
for index = 1, #suspects, 2 do
  if up - tonumber(suspects[index + 1]) >= tonumber(patience) then
    local id, seq = string.match(suspects[index], '^(.*)|(.*)$')
    table.insert(due, id)
    table.insert(due, seq)
    redis.call('HDEL', seen, suspects[index])
  end
end
return due
