-- Count what the sender did, for the exporter.
-- ARGV: name and number of each
local sender = PREFIX .. 'sender'
redis.call('ZREM', PREFIX .. 'nothing', '') -- a first write that Redis never refuses, however full it is
for index = 1, #ARGV, 2 do redis.call('HINCRBY', sender, ARGV[index], ARGV[index + 1]) end
if ARGV[1] == 'rounds' then redis.call('HSET', sender, 'last_round_at', digits(now_ms())) end
