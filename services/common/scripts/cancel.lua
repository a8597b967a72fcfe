-- Cancel a task. What waits ends at once; what runs is told, and ends when its process obeys.
-- ARGV: id, tenant, keep in seconds, channel
-- Returns 'unknown', 'ended', 'cancelled', 'asked' or 'late' (its effect is being made visible).
local id, tenant, keep, channel = unpack(ARGV)
local record = record_key(id)
local status, owner, committing = unpack(redis.call('HMGET', record, 'status', 'tenant', 'committing'))
if not status or owner ~= tenant then return 'unknown' end
if status == 'succeeded' or status == 'failed' or status == 'cancelled' then return 'ended' end
if committing then return 'late' end
redis.call('HSET', record, 'cancel', 1)
if status ~= 'running' then
  end_if_cancelled(id, keep)
  return 'cancelled'
end
redis.call('PUBLISH', channel, id)
return 'asked'
