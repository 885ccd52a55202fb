-- What wrk asks for, by a file with one thing a line: paths to walk through, or cookies of which each request has the next
-- one; without such a file the address itself.
local requests = {}
local at = 0

local function walk()
  at = at + 1
  -- Past the end it is asked for what is not there, and so counted as an error.
  return wrk.format("GET", requests[at] or "/used-up")
end

local function turn()
  at = at % #requests + 1
  return requests[at]
end

function init(arguments)
  if arguments[1] then
    for line in io.lines(arguments[1]) do
      local path = line:sub(1, 1) == "/"
      requests[#requests + 1] = path and line or wrk.format("GET", nil, { Cookie = line })
      request = path and walk or turn
    end
  end
end
