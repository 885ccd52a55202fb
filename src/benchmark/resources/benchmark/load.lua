-- What wrk asks for, by a file with one thing a line: paths to walk through, or cookies of which each request has the next
-- one, each with a path after a tab if it is not that of the address; without such a file the address itself.
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
      if line:sub(1, 1) == "/" then
        requests[#requests + 1] = line
        request = walk
      else
        local cookie, path = line:match("^([^\t]*)\t?(.*)$")
        requests[#requests + 1] = wrk.format("GET", path ~= "" and path or nil, { Cookie = cookie })
        request = turn
      end
    end
  end
end
