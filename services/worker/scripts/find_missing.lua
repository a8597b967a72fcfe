-- Find waiting tasks whose message is no longer in its list. kombu pushes left and pops right, so what waits
-- with a seq below the lowest of the last messages has been popped, or was never pushed.
-- ARGV: queue, step, most in one call
-- Returns id, seq, id, seq, …, oldest first.
local queue, step, most = unpack(ARGV)
local tail = redis.call('LRANGE', list_key(queue, step), -20, -1)
local watermark = nil
for _, content in ipairs(tail) do
  local seq = tonumber(string.match(content, '"seq": ?(%d+)')) -- kombu writes what it restores with a blank
  if seq and (not watermark or seq < watermark) then watermark = seq end
end
if #tail == 0 then watermark = (tonumber(redis.call('GET', PREFIX .. 'seq')) or 0) + 1 end
if not watermark then return {} end
return redis.call('ZRANGEBYSCORE', waiting_key(queue, step), '-inf', '(' .. digits(watermark),
  'WITHSCORES', 'LIMIT', 0, most)
