-- What wrk asks for: the paths in a file, one a line, to walk through; without such a file the address itself.
local paths = {}
local at = 0

function init(arguments)
  if arguments[1] then
    for line in io.lines(arguments[1]) do
      paths[#paths + 1] = line
    end
    request = function()
      at = at + 1
      -- Past the end it is asked for what is not there, and so counted as an error.
      return wrk.format("GET", paths[at] or "/used-up")
    end
  end
end
