-- Note that a sender looks, and say whether it is to be quiet: after an outage healthy workers renew first.
-- So they do after its clock was set back: all leases end too late then.
-- What is known outlives the sender, so that one which takes over at once need not begin anew.
-- ARGV: Redis' run id, the longest gap between two looks that is no outage, how long healthy workers get to renew
--       (both in milliseconds), '1' when a call failed since the last look
-- Returns 1 while leases that lapsed may be those of healthy workers, else 0.
local run_id, longest, patience, failed = unpack(ARGV)
local watch = PREFIX .. 'sender:watch'
redis.call('ZREM', PREFIX .. 'nothing', '') -- a first write that Redis never refuses, however full it is
local now = now_ms()
local known, last, up, outage = unpack(redis.call('HMGET', watch, 'run_id', 'looked_at', 'up_ms', 'outage_at_up_ms'))
up = tonumber(up) or 0
local gap = now - (tonumber(last) or 0)
if known == run_id and gap >= 0 and gap <= tonumber(longest) and failed ~= '1' then
  up = up + gap
else
  outage = up
end
redis.call('HSET', watch, 'run_id', run_id, 'looked_at', digits(now), 'up_ms', digits(up),
  'outage_at_up_ms', digits(tonumber(outage)))
return up - tonumber(outage) < tonumber(patience) and 1 or 0
