"""The Lua that keeps an endpoint's queue in Redis consistent; each script is all or nothing, and safe to run twice.

KEYS[1] is the endpoint's prefix with its hash tag, from which all other keys are made; ARGV[1] how long keys live
(seconds), ARGV[2] the time now. store.py says what the keys hold.

Order: the deliveries that tell of one incident stand in that incident's line, in the order in which they came. Only
what stands first in all of its lines is due. A digest stands in the line of each of its incidents; while it is open
everything joins it, so no two deliveries can ever wait for each other.
"""

_COMMON = """
local p, life, now = KEYS[1], ARGV[1], ARGV[2]
local function key(...) return p .. table.concat({...}, ':') end
local function keep(name) redis.call('EXPIRE', name, life) end

-- Make it due at its time if it stands first in all of its lines; otherwise it is not due.
local function promote(unit)
  for _, incident in ipairs(redis.call('SMEMBERS', key('lines', unit))) do
    if redis.call('LINDEX', key('line', incident), 0) ~= unit then
      redis.call('ZREM', key('due'), unit)
      return
    end
  end
  redis.call('ZADD', key('due'), redis.call('HGET', key('delivery', unit), 'at'), unit)
  keep(key('due'))
end

local function queue(unit, incident)
  if redis.call('SADD', key('lines', unit), incident) == 1 then
    redis.call('RPUSH', key('line', incident), unit)
    keep(key('line', incident))
    keep(key('lines', unit))
  end
end

local function list(name, unit)
  redis.call('ZADD', key(name), now, unit)
  redis.call('ZREMRANGEBYSCORE', key(name), '-inf', tonumber(now) - tonumber(life))
  keep(key(name))
end

-- Take it out of the queue; what stood behind it is due.
local function finish(unit, state)
  if redis.call('EXISTS', key('delivery', unit)) == 1 then
    redis.call('HSET', key('delivery', unit), 'state', state)
    redis.call('HDEL', key('delivery', unit), 'lease')
    if state == 'dead' then list('dead', unit) end
  end
  redis.call('ZREM', key('due'), unit)
  redis.call('ZREM', key('waiting'), unit)
  if redis.call('GET', key('open')) == unit then redis.call('DEL', key('open')) end
  local incidents = redis.call('SMEMBERS', key('lines', unit))
  redis.call('DEL', key('lines', unit))
  for _, incident in ipairs(incidents) do
    redis.call('LREM', key('line', incident), 0, unit)
    local first = redis.call('LINDEX', key('line', incident), 0)
    if first then promote(first) end
  end
end
"""

SCHEDULE = (
    _COMMON
    + """
-- ARGV[3..]: alert, incident, body, mute or '', held until or '', burst, end of its span, begin of its span, hold,
-- urgent, id of a new digest, most alerts of a digest. Returns what became of it; 'known' the second time.
local id, incident, until_, burst = ARGV[3], ARGV[4], ARGV[7], tonumber(ARGV[8])
local hold, urgent = ARGV[11] == '1', ARGV[12] == '1'
local alert = key('alert', id)
if redis.call('EXISTS', alert) == 1 then return 'known' end
redis.call('SET', key('body', id), ARGV[5], 'EX', life)
redis.call('HSET', alert, 'incident', incident)
keep(alert)
if ARGV[6] ~= '' then
  redis.call('HSET', alert, 'mute', ARGV[6])
  list('muted', id)
  return 'muted'
end

local unit, at, choice = id, now, 'sent'
local disabled = redis.call('EXISTS', key('disabled')) == 1
if not disabled then
  local open = redis.call('GET', key('open'))
  if burst > 0 and until_ == '' and not urgent then
    redis.call('ZADD', key('burst'), now, id)
    redis.call('ZREMRANGEBYSCORE', key('burst'), '-inf', '(' .. ARGV[10])
    keep(key('burst'))
  end
  if open and (not urgent or redis.call('SISMEMBER', key('lines', open), incident) == 1) then
    unit, at = open, redis.call('HGET', key('delivery', open), 'at')
    if urgent then at = now elseif until_ ~= '' and tonumber(until_) > tonumber(at) then at = until_ end
    choice = until_ ~= '' and 'quiet' or 'digest'
  elseif until_ ~= '' and not urgent then
    unit, at, choice = ARGV[13], until_, 'quiet'
  elseif burst > 0 and not urgent and (hold or redis.call('ZCARD', key('burst')) >= burst) then
    unit, at, choice = ARGV[13], ARGV[9], 'digest'
  end
end

local delivery = key('delivery', unit)
redis.call('HSET', alert, 'unit', unit)
local size = redis.call('RPUSH', key('members', unit), id)
keep(key('members', unit))
local full = unit ~= id and (size >= tonumber(ARGV[14]) or (choice == 'digest' and hold and size >= burst))
if full and choice == 'digest' and tonumber(at) > tonumber(now) then at = now end
redis.call('HSETNX', delivery, 'attempts', 0)
redis.call('HSET', delivery, 'state', disabled and 'dead' or 'waiting', 'first_at', at, 'at', at)
keep(delivery)
if disabled then
  list('dead', unit)
  return 'disabled'
end
if full then redis.call('DEL', key('open'))
elseif unit ~= id then redis.call('SET', key('open'), unit, 'EX', life) end
redis.call('ZADD', key('waiting'), at, unit)
keep(key('waiting'))
queue(unit, incident)
promote(unit)
if urgent then -- what is held and stands before it must not hold it
  for _, other in ipairs(redis.call('LRANGE', key('line', incident), 0, -1)) do
    local held = redis.call('HMGET', key('delivery', other), 'attempts', 'at')
    if other ~= unit and held[1] == '0' and tonumber(held[2] or '0') > tonumber(now) then
      redis.call('HSET', key('delivery', other), 'at', now, 'first_at', now)
      redis.call('ZADD', key('waiting'), now, other)
      promote(other)
    end
  end
end
return choice
"""
)

CLAIM = (
    _COMMON
    + """
-- ARGV[3..]: end of the lease, lease, failures after which only one goes at a time. Null where nothing is due or the
-- endpoint is left alone. A second run takes the next delivery; the first comes back when its lease ends.
if tonumber(redis.call('GET', key('pause')) or '0') > tonumber(now) then return nil end
local failures = tonumber(redis.call('GET', key('failures')) or '0')
local careful = failures >= tonumber(ARGV[5])
if careful and tonumber(redis.call('GET', key('probe')) or '0') > tonumber(now) then return nil end
while true do
  local unit = redis.call('ZRANGEBYSCORE', key('due'), '-inf', now, 'LIMIT', 0, 1)[1]
  if not unit then return nil end
  local delivery = key('delivery', unit)
  local kept = redis.call('HMGET', delivery, 'state', 'attempts', 'first_at', 'reached')
  local told = {unit, kept[2] or '0', kept[3] or now, failures, kept[4] or ''}
  local size = #told
  for _, id in ipairs(redis.call('LRANGE', key('members', unit), 0, -1)) do
    local body = redis.call('GET', key('body', id))
    if body then
      told[#told + 1] = id
      told[#told + 1] = body
    end
  end
  if redis.call('GET', key('open')) == unit then redis.call('DEL', key('open')) end
  if kept[1] == 'waiting' and #told > size then
    redis.call('ZADD', key('due'), ARGV[3], unit)
    redis.call('HSET', delivery, 'lease', ARGV[4])
    if careful then redis.call('SET', key('probe'), ARGV[3], 'EX', 86400) end
    return told
  end
  finish(unit, 'dead')
end
"""
)

SETTLE = (
    _COMMON
    + """
-- ARGV[3..]: delivery, lease, outcome, next attempt or '', pause until or '', log line, lines kept, failures in a
-- row, how long bodies are kept once delivered, addresses reached or ''. A second run finds the lease gone: nothing.
local unit, outcome = ARGV[3], ARGV[5]
local delivery = key('delivery', unit)
local kept = redis.call('HMGET', delivery, 'state', 'lease')
if kept[1] ~= 'waiting' or (kept[2] ~= ARGV[4] and outcome ~= 'delivered') then return 0 end
for name, most in pairs({[key('log')] = ARGV[9], [key('attempts', unit)] = 100}) do
  redis.call('LPUSH', name, ARGV[8])
  redis.call('LTRIM', name, 0, most - 1)
  keep(name)
end
redis.call('HINCRBY', delivery, 'attempts', 1)
redis.call('HDEL', delivery, 'lease')
redis.call('DEL', key('probe'))
if ARGV[12] ~= '' then redis.call('HSET', delivery, 'reached', ARGV[12]) end
if ARGV[10] == '0' then redis.call('DEL', key('failures'))
else redis.call('SET', key('failures'), ARGV[10], 'EX', life) end
if ARGV[7] ~= '' and tonumber(ARGV[7]) > tonumber(redis.call('GET', key('pause')) or '0') then
  redis.call('SET', key('pause'), ARGV[7], 'EX', 172800)
end
if ARGV[6] ~= '' then
  redis.call('HSET', delivery, 'at', ARGV[6])
  redis.call('ZADD', key('due'), ARGV[6], unit)
  return 1
end
if outcome == 'delivered' then
  finish(unit, 'delivered')
  for _, id in ipairs(redis.call('LRANGE', key('members', unit), 0, -1)) do
    redis.call('EXPIRE', key('body', id), ARGV[11])
  end
  return 1
end
finish(unit, 'dead')
if outcome == 'disabled' then
  redis.call('SET', key('disabled'), now)
  for _, other in ipairs(redis.call('ZRANGE', key('waiting'), 0, -1)) do finish(other, 'dead') end
end
return 1
"""
)

EXPIRE = (
    _COMMON
    + """
-- ARGV[3..]: due before, most. Gives up what has waited too long at an endpoint that is left alone; returns their ids.
local ended = {}
for _, unit in ipairs(redis.call('ZRANGEBYSCORE', key('waiting'), '-inf', ARGV[3], 'LIMIT', 0, ARGV[4])) do
  local held = redis.call('HEXISTS', key('delivery', unit), 'lease') == 1
  if not held or tonumber(redis.call('ZSCORE', key('due'), unit) or '0') <= tonumber(now) then
    finish(unit, 'dead')
    ended[#ended + 1] = unit
  end
end
return ended
"""
)

RESEND = (
    _COMMON
    + """
-- ARGV[3]: delivery or muted alert. Due now, as if it had come now; one that waits for its next attempt is due now.
local unit = ARGV[3]
local delivery, alert = key('delivery', unit), key('alert', unit)
if redis.call('EXISTS', key('disabled')) == 1 then return 'disabled' end
local state = redis.call('HGET', delivery, 'state')
if not state then
  if redis.call('EXISTS', alert) == 0 then return 'unknown' end
  if redis.call('EXISTS', key('body', unit)) == 0 then return 'gone' end
  redis.call('HSET', alert, 'unit', unit)
  redis.call('RPUSH', key('members', unit), unit)
  keep(key('members', unit))
  redis.call('ZREM', key('muted'), unit)
elseif state == 'waiting' then
  if redis.call('HEXISTS', delivery, 'lease') == 1 then return 'in_hand' end
  redis.call('HSET', delivery, 'at', now)
  promote(unit)
  return redis.call('ZSCORE', key('due'), unit) and 'hastened' or 'behind'
end
local members, left = redis.call('LRANGE', key('members', unit), 0, -1), 0
for _, id in ipairs(members) do
  left = left + redis.call('EXISTS', key('body', id))
  redis.call('EXPIRE', key('body', id), life)
end
if left == 0 then return 'gone' end
redis.call('HDEL', delivery, 'lease')
if state ~= 'dead' then redis.call('HDEL', delivery, 'reached') end
redis.call('HSET', delivery, 'state', 'waiting', 'attempts', 0, 'first_at', now, 'at', now)
keep(delivery)
redis.call('ZREM', key('dead'), unit)
redis.call('ZADD', key('waiting'), now, unit)
keep(key('waiting'))
for _, id in ipairs(members) do queue(unit, redis.call('HGET', key('alert', id), 'incident') or id) end
promote(unit)
return 'resent'
"""
)
