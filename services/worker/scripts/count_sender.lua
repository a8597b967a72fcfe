-- Count what the sender did, for the exporter.
-- ARGV: what, and how often; after a round it is noted that one ended now
local what, number = unpack(ARGV)
local sender = PREFIX .. 'sender'
redis.call('ZREM', PREFIX .. 'nothing', '') -- a first write that Redis never refuses, however full it is
redis.call('HINCRBY', sender, what, number)
if what == 'rounds' then redis.call('HSET', sender, 'last_round_at', digits(now_ms())) end
