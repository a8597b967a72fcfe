-- Ask, just before an effect becomes visible, whether it still may; from then on a cancel comes too late.
-- ARGV: id, token
-- Returns 'ok', 'cancel' or 'lost'.
local id, token = unpack(ARGV)
local record = record_key(id)
local status, holder, cancel = unpack(redis.call('HMGET', record, 'status', 'token', 'cancel'))
if status ~= 'running' or holder ~= token then return 'lost' end
if cancel then return 'cancel' end
redis.call('ZREM', PREFIX .. 'nothing', id) -- a first write that Redis never refuses, however full it is
redis.call('HSETNX', record, 'committing', token) -- of a lost attempt it stays: its write may have arrived
return 'ok'
