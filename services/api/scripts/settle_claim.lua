-- Note that the task of a claim was recorded: once its record is gone, the key is free again.
-- ARGV: claim's key, task id, keep in seconds
local claim, task, keep = unpack(ARGV)
if redis.call('HGET', claim, 'task_id') ~= task then return 'lost' end
redis.call('HSET', claim, 'state', 'settled')
redis.call('EXPIRE', claim, keep)
return 'ok'
